import type { Gpu, GpuArray } from "../gpu/mod.ts";
import type { SolveOptions } from "./cholesky.ts";
import { lu, luSolve } from "./lu.ts";
import { checkSquare, type SquareOptions, together } from "./matrices.ts";

/** Solutions, and whether there are any, disposed of together. */
export interface Solved extends Disposable {
  /** (batch, n, m); NaN where the matrix is singular. */
  x: GpuArray<"f32">;
  /** As that of `lu()`. */
  info: GpuArray<"u32">;
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
