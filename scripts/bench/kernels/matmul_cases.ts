import { matmul } from "@rederive/lib/matmul";
import { key, randomNormal } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";

/** One product, its readback included: what a note waits for. */
function matmulCase(n: number, k: number, m: number): MakeCase {
  return async (gpu) => {
    const [left, right] = [
      await randomNormal(gpu, key(1), n * k),
      await randomNormal(gpu, key(2), k * m),
    ];
    const [a, b] = await gpu.readMany([left, right]);
    const c = new Float32Array(n * m);
    const gflop = (2 * n * k * m / 1e9).toPrecision(2);
    return {
      name: `matmul ${n} x ${k} x ${m}`,
      size: `${gflop} GFLOP`,
      gpu: () => matmul(gpu, left, right, { n, k, m }),
      readback: true,
      plain: () => {
        c.fill(0);
        for (let row = 0; row < n; row++) {
          for (let i = 0; i < k; i++) {
            const factor = a[row * k + i]!;
            for (let column = 0; column < m; column++) {
              c[row * m + column]! += factor * b[i * m + column]!;
            }
          }
        }
        return c;
      },
      peers: {
        task: "matmul",
        inputs: [{ data: a, shape: [n, k] }, { data: b, shape: [k, m] }],
      },
    };
  };
}

export const matmulCases: readonly MakeCase[] = [
  matmulCase(512, 512, 512),
  matmulCase(1024, 1024, 1024),
  matmulCase(509, 509, 509),
  matmulCase(64, 64, 128),
  matmulCase(1024, 1024, 1),
];
