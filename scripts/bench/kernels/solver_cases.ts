import { cholesky, inverseRoot, solve, svd3, symmetricEigen } from "@rederive/lib/linalg";
import type { Gpu, GpuArray } from "@rederive/lib/gpu";
import { matmul } from "@rederive/lib/matmul";
import { key, randomNormal } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";
import {
  choleskyInto,
  eigenInPlace,
  singularValuesInPlace,
  solveInPlace,
} from "./plain_matrices.ts";

/** Positive definite matrices of a condition near 9: x^T x of normal (4 n, n). */
async function positive(gpu: Gpu, batch: number, n: number): Promise<GpuArray<"f32">> {
  const k = 4 * n;
  using x = await randomNormal(gpu, key(1), batch * k * n);
  return await matmul(gpu, x, x, { batch, n, k, m: n, transposeA: true });
}

function choleskyCase(batch: number, n: number): MakeCase {
  return async (gpu) => {
    const a = await positive(gpu, batch, n);
    const matrices = await gpu.read(a);
    const l = new Float32Array(matrices.length);
    return {
      name: `cholesky ${n} x ${n}`,
      size: `${batch} matrices`,
      gpu: async () => {
        const { factor, info } = await cholesky(gpu, a, { batch, n });
        info[Symbol.dispose]();
        return factor;
      },
      plain: () => {
        choleskyInto(l, matrices, { batch, n });
        return l;
      },
      peers: { task: "cholesky", inputs: [{ data: matrices, shape: [batch, n, n] }] },
    };
  };
}

function solveCase(batch: number, n: number): MakeCase {
  return async (gpu) => {
    const a = await positive(gpu, batch, n);
    const b = await randomNormal(gpu, key(2), batch * n);
    const [matrices, right] = await gpu.readMany([a, b]);
    const [rows, x] = [matrices.slice(), right.slice()];
    return {
      name: `solve ${n} x ${n}`,
      size: `${batch} matrices`,
      gpu: async () => {
        const solved = await solve(gpu, a, b, { batch, n, m: 1 });
        solved.info[Symbol.dispose]();
        return solved.x;
      },
      plain: () => {
        rows.set(matrices);
        x.set(right);
        solveInPlace(rows, x, { batch, n });
        return x;
      },
    };
  };
}

function eigenCase(batch: number, n: number): MakeCase {
  return async (gpu) => {
    const a = await positive(gpu, batch, n);
    const matrices = await gpu.read(a);
    const [m, v, values] = [matrices.slice(), matrices.slice(), new Float32Array(batch * n)];
    return {
      name: `symmetricEigen ${n} x ${n}`,
      size: `${batch} matrices`,
      gpu: async () => {
        const found = await symmetricEigen(gpu, a, { batch, n });
        for (const each of [found.vectors, found.info]) each[Symbol.dispose]();
        return found.values;
      },
      plain: () => {
        m.set(matrices);
        eigenInPlace(m, v, { batch, n });
        for (let t = 0; t < batch; t++) {
          const own = values.subarray(t * n, (t + 1) * n);
          for (let i = 0; i < n; i++) own[i] = m[t * n * n + i * (n + 1)]!;
          own.sort();
        }
        return values;
      },
      peers: { task: "eigenvalues", inputs: [{ data: matrices, shape: [batch, n, n] }] },
    };
  };
}

function rootCase(batch: number, n: number): MakeCase {
  return async (gpu) => {
    const a = await positive(gpu, batch, n);
    const matrices = await gpu.read(a);
    const [m, v, y] = [matrices.slice(), matrices.slice(), matrices.slice()];
    return {
      name: `inverseRoot ${n} x ${n}`,
      size: `${batch} matrices, root 4`,
      gpu: async () => {
        const found = await inverseRoot(gpu, a, { batch, n, root: 4, epsilon: 1 });
        found.info[Symbol.dispose]();
        return found.y;
      },
      plain: () => {
        m.set(matrices);
        eigenInPlace(m, v, { batch, n });
        for (let start = 0; start < y.length; start += n * n) {
          y.fill(0, start, start + n * n);
          for (let k = 0; k < n; k++) {
            const power = (m[start + k * (n + 1)]! + 1) ** -0.25;
            for (let i = 0; i < n; i++) {
              const part = power * v[start + i * n + k]!;
              for (let j = 0; j < n; j++) y[start + i * n + j]! += part * v[start + j * n + k]!;
            }
          }
        }
        return y;
      },
    };
  };
}

const svdCase: MakeCase = async (gpu) => {
  const batch = 20_000;
  const a = await randomNormal(gpu, key(3), 9 * batch);
  const matrices = await gpu.read(a);
  const [w, s] = [matrices.slice(), new Float32Array(3 * batch)];
  return {
    name: "svd3",
    size: `${batch} matrices`,
    gpu: async () => {
      const found = await svd3(gpu, a, { batch });
      for (const each of [found.u, found.v]) each[Symbol.dispose]();
      return found.s;
    },
    plain: () => {
      w.set(matrices);
      singularValuesInPlace(s, w);
      return s;
    },
  };
};

export const solverCases: readonly MakeCase[] = [
  choleskyCase(4096, 8),
  choleskyCase(256, 32),
  solveCase(4096, 8),
  solveCase(256, 32),
  eigenCase(4096, 3),
  eigenCase(32, 32),
  rootCase(32, 16),
  svdCase,
];
