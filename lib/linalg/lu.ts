import { checkArray } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import type { SolveOptions } from "./cholesky.ts";
import code from "./lu.wgsl" with { type: "text" };
import solveCode from "./lu_solve.wgsl" with { type: "text" };
import { checkSquare, rightStride, runMatrices, type SquareOptions, together } from "./matrices.ts";

/** What `lu()` gives, disposed of together. */
export interface Lu extends Disposable {
  /** U, and below the diagonal L without its ones, (batch, n, n). */
  factors: GpuArray<"f32">;
  /** The row, counted from 0, that row k was exchanged with in step k, (batch, n). */
  pivots: GpuArray<"u32">;
  /** 0, or k where the k-th pivot, counted from 1, is exactly 0; see `checkInfo()`. */
  info: GpuArray<"u32">;
}

/** Solutions, and whether there are any, disposed of together. */
export interface Solved extends Disposable {
  /** (batch, n, m); NaN where the matrix is singular. */
  x: GpuArray<"f32">;
  /** As that of `lu()`. */
  info: GpuArray<"u32">;
}

/**
 * LU factors of a batch of square matrices by partial pivoting, up to 32 x 32. As LAPACK's sgetrf: a
 * singular matrix does not throw, its info is above 0. |L U - P a| <= gamma(n) |L||U| elementwise.
 *
 * @throws {RangeError} when n is not from 1 to 32, or an array has another size.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { lu } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(1, 2, 4, 4));
 * using found = await lu(gpu, a, { batch: 1, n: 2 });
 * deepStrictEqual([...await gpu.read(found.factors)], [4, 4, 0.25, 1]);
 * deepStrictEqual([...await gpu.read(found.pivots)], [1, 1]); // row 0 was exchanged with row 1
 * deepStrictEqual([...await gpu.read(found.info)], [0]);
 * ```
 */
export async function lu(
  gpu: Gpu,
  a: GpuArray<"f32">,
  { batch, n }: SquareOptions,
): Promise<Lu> {
  checkSquare(gpu, "take LU factors", "a", a, { batch, n });
  const factors = gpu.empty("f32", batch * n * n, "LU factors");
  const pivots = gpu.empty("u32", batch * n, "pivots");
  const info = gpu.empty("u32", batch, "info");
  const bindings = [a, factors, pivots, info];
  await runMatrices(gpu, {
    code,
    entry: "lu",
    batch,
    n,
    items: batch,
    bindings,
  });
  return together({ factors, pivots, info });
}

/**
 * Solves a x = b from the LU factors of a. x is NaN where a is singular. Each column solves (a + e) x = b
 * with |e| <= gamma(3 n) |L||U|, rows exchanged.
 *
 * @throws {RangeError} when n is not from 1 to 32, or an array has another size.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { lu, luSolve } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(1, 2, 4, 4));
 * using b = gpu.array(Float32Array.of(5, 0, 12, 4)); // two columns
 * using factors = await lu(gpu, a, { batch: 1, n: 2 });
 * using x = await luSolve(gpu, factors, b, { batch: 1, n: 2, m: 2 });
 * deepStrictEqual([...await gpu.read(x)], [1, 2, 2, -1]);
 * ```
 */
export async function luSolve(
  gpu: Gpu,
  { factors, pivots, info }: Pick<Lu, "factors" | "pivots" | "info">,
  b: GpuArray<"f32">,
  { batch, n, m }: SolveOptions,
): Promise<GpuArray<"f32">> {
  const action = "solve";
  checkSquare(gpu, action, "factors", factors, { batch, n });
  const rows = { type: "u32", length: batch * n, shape: `(batch, n) = (${batch}, ${n})` } as const;
  checkArray(gpu, action, "pivots", pivots, rows);
  const stride = rightStride(gpu, action, b, { batch, n, m });
  const x = gpu.empty("f32", batch * n * m, "solutions");
  await runMatrices(gpu, {
    code: solveCode,
    entry: "lu_solve",
    batch,
    n,
    items: batch * m,
    numbers: [m, stride],
    bindings: [factors, pivots, info, b, x],
  });
  return x;
}

/**
 * Solves a x = b for a batch of square matrices, up to 32 x 32, by LU factors with partial pivoting. As
 * LAPACK's sgesv: a singular matrix does not throw, its info is above 0, and its solution NaN.
 *
 * @throws {RangeError} when n is not from 1 to 32, or an array has another size.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { solve } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(1, 2, 4, 4, 1, 2, 2, 4)); // the second is singular
 * using b = gpu.array(Float32Array.of(5, 12)); // one right side for both
 * using solved = await solve(gpu, a, b, { batch: 2, n: 2, m: 1 });
 * deepStrictEqual([...await gpu.read(solved.x)], [1, 2, NaN, NaN]);
 * deepStrictEqual([...await gpu.read(solved.info)], [0, 2]);
 * ```
 */
export async function solve(
  gpu: Gpu,
  a: GpuArray<"f32">,
  b: GpuArray<"f32">,
  options: SolveOptions,
): Promise<Solved> {
  const { factors, pivots, info } = await lu(gpu, a, options);
  try {
    return together({ x: await luSolve(gpu, { factors, pivots, info }, b, options), info });
  } catch (error) {
    info[Symbol.dispose]();
    throw error;
  } finally {
    for (const each of [factors, pivots]) each[Symbol.dispose]();
  }
}

/**
 * Inverses of a batch of square matrices, up to 32 x 32; NaN where a matrix is singular, and then its
 * info is above 0. To solve with a matrix, `solve()` is faster and nearer.
 *
 * @throws {RangeError} when n is not from 1 to 32, or an array has another size.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { inverse } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(1, 2, 4, 4));
 * using inverted = await inverse(gpu, a, { batch: 1, n: 2 });
 * deepStrictEqual([...await gpu.read(inverted.x)], [-1, 0.5, 1, -0.25]);
 * ```
 */
export async function inverse(
  gpu: Gpu,
  a: GpuArray<"f32">,
  { batch, n }: SquareOptions,
): Promise<Solved> {
  checkSquare(gpu, "invert", "a", a, { batch, n });
  const identity = Float32Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
  using b = gpu.array(identity, "identity");
  return await solve(gpu, a, b, { batch, n, m: n });
}

/**
 * Determinants of a batch of square matrices, up to 32 x 32, from their LU factors. Nothing between
 * overflows: a result is 0 or infinite only where f32 cannot hold it, or a matrix is singular.
 *
 * @throws {RangeError} when n is not from 1 to 32, or an array has another size.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { determinant } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(1, 2, 4, 4, 1, 2, 2, 4));
 * using det = await determinant(gpu, a, { batch: 2, n: 2 });
 * deepStrictEqual([...await gpu.read(det)], [-4, 0]);
 * ```
 */
export async function determinant(
  gpu: Gpu,
  a: GpuArray<"f32">,
  { batch, n }: SquareOptions,
): Promise<GpuArray<"f32">> {
  using factors = await lu(gpu, a, { batch, n });
  const determinants = gpu.empty("f32", batch, "determinants");
  await runMatrices(gpu, {
    code: solveCode,
    entry: "determinant",
    batch,
    n,
    items: batch,
    bindings: [factors.factors, factors.pivots, null, determinants],
  });
  return determinants;
}
