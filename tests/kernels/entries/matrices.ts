import type { Gpu, GpuArray } from "@rederive/lib/gpu";
import * as linalg from "@rederive/lib/linalg";
import { key } from "@rederive/lib/random";
import { type Entry, EXACT, numbers } from "../entry.ts";

const CHOLESKY = "linalg/cholesky_test.ts";
const LU = "linalg/lu_test.ts";
const RIGID = "linalg/rigid_test.ts";
const BATCHED = "linalg/batched_matmul_test.ts";

type Square = (gpu: Gpu, a: GpuArray<"f32">, sizes: linalg.SquareOptions) => Promise<unknown>;

function square(
  op: keyof typeof linalg,
  { run, ...rest }: Pick<Entry, "shapes" | "accuracy" | "test"> & { run: Square },
): Entry {
  return {
    op,
    part: "linalg",
    ...rest,
    limits: "n <= 32",
    refused: (gpu) => run(gpu, numbers(gpu, 33 * 33), { batch: 1, n: 33 }),
    run: (gpu) => run(gpu, gpu.array(Float32Array.of(4, 2, 2, 10)), { batch: 1, n: 2 }),
  };
}

/** Batches of small matrices. */
export const matrices: readonly Entry[] = [
  {
    op: "batchedMatmul",
    part: "linalg",
    shapes: "(batch, n, k), (batch, k, m) → (batch, n, m)",
    limits: "n, k, m <= 8",
    refused: (gpu) =>
      linalg.batchedMatmul(gpu, numbers(gpu, 9), numbers(gpu, 1), { batch: 1, n: 9, k: 1, m: 1 }),
    accuracy: "gamma(k + 1) sum abs(a) abs(b)",
    test: BATCHED,
    run: (gpu) => {
      const a = numbers(gpu, 9);
      return linalg.batchedMatmul(gpu, a, a, { batch: 1, n: 3, k: 3, m: 3 });
    },
  },
  {
    op: "batchedMatvec",
    part: "linalg",
    shapes: "(batch, n, k), (batch, k) → (batch, n)",
    accuracy: "gamma(k + 1) sum abs(a) abs(x)",
    test: BATCHED,
    run: (gpu) =>
      linalg.batchedMatvec(gpu, numbers(gpu, 9), numbers(gpu, 3), { batch: 1, n: 3, k: 3 }),
  },
  square("cholesky", {
    shapes: "(batch, n, n) → L, u32 info",
    accuracy: "L L^T - a: gamma(4 n + 4) abs(L) abs(L^T)",
    test: CHOLESKY,
    run: (gpu, a, sizes) => linalg.cholesky(gpu, a, sizes),
  }),
  square("choleskySolve", {
    shapes: "L (batch, n, n), (batch, n, m) → (batch, n, m)",
    accuracy: "a x - b: gamma(12 n + 4) abs(L) abs(L^T) abs(x)",
    test: CHOLESKY,
    run: (gpu, a, sizes) => linalg.choleskySolve(gpu, a, numbers(gpu, sizes.n), { ...sizes, m: 1 }),
  }),
  square("lu", {
    shapes: "(batch, n, n) → L and U, u32 pivots, u32 info",
    accuracy: "L U - P a: gamma(4 n) abs(L) abs(U)",
    test: LU,
    run: (gpu, a, sizes) => linalg.lu(gpu, a, sizes),
  }),
  square("luSolve", {
    shapes: "L and U, (batch, n, m) → (batch, n, m)",
    accuracy: "P a x - P b: gamma(12 n) abs(L) abs(U) abs(x)",
    test: LU,
    run: async (gpu, a, sizes) => {
      const factors = await linalg.lu(gpu, a, sizes);
      return await linalg.luSolve(gpu, factors, numbers(gpu, sizes.n), { ...sizes, m: 1 });
    },
  }),
  square("solve", {
    shapes: "(batch, n, n), (batch, n, m) → (batch, n, m), u32 info",
    accuracy: "as luSolve",
    test: LU,
    run: (gpu, a, sizes) => linalg.solve(gpu, a, numbers(gpu, sizes.n), { ...sizes, m: 1 }),
  }),
  square("inverse", {
    shapes: "(batch, n, n) → the same, u32 info",
    accuracy: "as luSolve",
    test: LU,
    run: (gpu, a, sizes) => linalg.inverse(gpu, a, sizes),
  }),
  square("determinant", {
    shapes: "(batch, n, n) → (batch)",
    accuracy: "2 n^2 gamma(4 n) + gamma(4 n), relative, of a well-conditioned matrix",
    test: LU,
    run: (gpu, a, sizes) => linalg.determinant(gpu, a, sizes),
  }),
  square("symmetricEigen", {
    shapes: "(batch, n, n) → values (batch, n), vectors (batch, n, n), u32 info",
    accuracy: "110 n 2^-24 of the largest eigenvalue by the bound, n / 2 as seen",
    test: "linalg/symmetric_eigen_test.ts",
    run: (gpu, a, sizes) => linalg.symmetricEigen(gpu, a, sizes),
  }),
  square("inverseRoot", {
    shapes: "(batch, n, n) → (batch, n, n), u32 info",
    accuracy: "the eigenvalues', and 5 n roundings",
    test: "linalg/inverse_root_test.ts",
    run: (gpu, a, sizes) => linalg.inverseRoot(gpu, a, { ...sizes, root: 2 }),
  }),
  {
    op: "svd3",
    part: "linalg",
    shapes: "(batch, 3, 3) → U, s (batch, 3), V",
    accuracy: "2e-5 s[0] by the bound, 1e-6 as seen",
    test: "linalg/svd3_test.ts",
    run: (gpu) => linalg.svd3(gpu, numbers(gpu, 9), { batch: 1 }),
  },
  {
    op: "rotationsFromQuaternions",
    part: "linalg",
    shapes: "(n, 4) → (n, 3, 3)",
    accuracy: "2 gamma(16)",
    test: RIGID,
    run: (gpu) => linalg.rotationsFromQuaternions(gpu, numbers(gpu, 4)),
  },
  {
    op: "randomRotations",
    part: "linalg",
    shapes: "key, n → (n, 3, 3)",
    accuracy: "2 gamma(16)",
    test: RIGID,
    run: (gpu) => linalg.randomRotations(gpu, key(1), 2),
  },
  {
    op: "hatsOfVectors",
    part: "linalg",
    shapes: "(n, 3) → (n, 3, 3)",
    accuracy: EXACT,
    test: RIGID,
    run: (gpu) => linalg.hatsOfVectors(gpu, numbers(gpu, 3)),
  },
  {
    op: "adjointsOfPoses",
    part: "linalg",
    shapes: "(n, 3, 3), (n, 3) → (n, 6, 6)",
    accuracy: "2 gamma(2) abs(t)",
    test: RIGID,
    run: (gpu) => linalg.adjointsOfPoses(gpu, numbers(gpu, 9), numbers(gpu, 3)),
  },
  {
    op: "maxAbsDifference",
    part: "linalg",
    shapes: "(n), (n) → a number and its place",
    accuracy: "one rounding",
    test: "linalg/max_abs_difference_test.ts",
    run: (gpu) => linalg.maxAbsDifference(gpu, numbers(gpu, 9), numbers(gpu, 9)),
  },
];
