import {
  adjointsOfPoses,
  batchedMatmul,
  hatsOfVectors,
  maxAbsDifference,
  rotationsFromQuaternions,
} from "@rederive/lib/linalg";
import { key, randomNormal } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";

const BATCH = 100_000;

function matmulCase(side: number): MakeCase {
  return async (gpu) => {
    const size = side * side;
    const [left, right] = [
      await randomNormal(gpu, key(1), BATCH * size),
      await randomNormal(gpu, key(2), BATCH * size),
    ];
    const [a, b] = await gpu.readMany([left, right]);
    const c = new Float32Array(BATCH * size);
    return {
      name: `batchedMatmul ${side} x ${side}`,
      size: `${BATCH} products`,
      gpu: () =>
        batchedMatmul(gpu, left, right, {
          batch: BATCH,
          n: side,
          k: side,
          m: side,
        }),
      plain: () => {
        for (let start = 0; start < BATCH * size; start += size) {
          for (let row = 0; row < side; row++) {
            for (let column = 0; column < side; column++) {
              let sum = 0;
              for (let k = 0; k < side; k++) {
                sum += a[start + row * side + k]! * b[start + k * side + column]!;
              }
              c[start + row * side + column] = sum;
            }
          }
        }
        return c;
      },
      peers: {
        task: "batchedMatmul",
        inputs: [a, b].map((data) => ({ data, shape: [BATCH, side, side] })),
      },
    };
  };
}

const differenceCase: MakeCase = async (gpu) => {
  const n = 1 << 20;
  const [x, y] = [await randomNormal(gpu, key(3), n), await randomNormal(gpu, key(4), n)];
  const [a, b] = await gpu.readMany([x, y]);
  return {
    name: "maxAbsDifference",
    size: `${n} numbers`,
    gpu: async () => {
      const { max } = await maxAbsDifference(gpu, x, y);
      return Float32Array.of(max);
    },
    plain: () => {
      let worst = 0;
      for (let i = 0; i < n; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!));
      return Float32Array.of(worst);
    },
    readback: true,
    peers: { task: "maxAbsDifference", inputs: [a, b].map((data) => ({ data, shape: [n] })) },
  };
};

const rotationsCase: MakeCase = async (gpu) => {
  const quaternions = await randomNormal(gpu, key(5), BATCH * 4);
  const q = await gpu.read(quaternions);
  const r = new Float32Array(BATCH * 9);
  return {
    name: "rotationsFromQuaternions",
    size: `${BATCH} rotations`,
    gpu: () => rotationsFromQuaternions(gpu, quaternions),
    plain: () => {
      for (let t = 0; t < BATCH; t++) {
        const [w, x, y, z] = [q[4 * t]!, q[4 * t + 1]!, q[4 * t + 2]!, q[4 * t + 3]!];
        const s = 2 / (w * w + x * x + y * y + z * z);
        const at = 9 * t;
        r[at] = 1 - s * (y * y + z * z);
        r[at + 1] = s * (x * y - w * z);
        r[at + 2] = s * (x * z + w * y);
        r[at + 3] = s * (x * y + w * z);
        r[at + 4] = 1 - s * (x * x + z * z);
        r[at + 5] = s * (y * z - w * x);
        r[at + 6] = s * (x * z - w * y);
        r[at + 7] = s * (y * z + w * x);
        r[at + 8] = 1 - s * (x * x + y * y);
      }
      return r;
    },
  };
};

const hatsCase: MakeCase = async (gpu) => {
  const vectors = await randomNormal(gpu, key(6), BATCH * 3);
  const v = await gpu.read(vectors);
  const hats = new Float32Array(BATCH * 9);
  return {
    name: "hatsOfVectors",
    size: `${BATCH} vectors`,
    gpu: () => hatsOfVectors(gpu, vectors),
    plain: () => {
      for (let t = 0; t < BATCH; t++) {
        const [x, y, z] = [v[3 * t]!, v[3 * t + 1]!, v[3 * t + 2]!];
        hats.set([0, -z, y, z, 0, -x, -y, x, 0], 9 * t);
      }
      return hats;
    },
  };
};

const adjointsCase: MakeCase = async (gpu) => {
  const [turns, shifts] = [
    await randomNormal(gpu, key(7), BATCH * 9),
    await randomNormal(gpu, key(8), BATCH * 3),
  ];
  const [r, t] = await gpu.readMany([turns, shifts]);
  const adjoints = new Float32Array(BATCH * 36);
  return {
    name: "adjointsOfPoses",
    size: `${BATCH} poses`,
    gpu: () => adjointsOfPoses(gpu, turns, shifts),
    plain: () => {
      for (let pose = 0; pose < BATCH; pose++) {
        const [x, y, z] = [t[3 * pose]!, t[3 * pose + 1]!, t[3 * pose + 2]!];
        for (let j = 0; j < 3; j++) {
          const at = 36 * pose + j;
          const [a, b, c] = [r[9 * pose + j]!, r[9 * pose + 3 + j]!, r[9 * pose + 6 + j]!];
          adjoints[at] = adjoints[at + 21] = a;
          adjoints[at + 6] = adjoints[at + 27] = b;
          adjoints[at + 12] = adjoints[at + 33] = c;
          adjoints[at + 3] = y * c - z * b;
          adjoints[at + 9] = z * a - x * c;
          adjoints[at + 15] = x * b - y * a;
        }
      }
      return adjoints;
    },
  };
};

export const linalgCases: readonly MakeCase[] = [
  matmulCase(3),
  matmulCase(4),
  matmulCase(6),
  matmulCase(8),
  differenceCase,
  rotationsCase,
  hatsCase,
  adjointsCase,
];
