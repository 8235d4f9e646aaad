import type { Gpu, GpuArray } from "../gpu/mod.ts";
import code from "./cholesky.wgsl" with { type: "text" };
import solveCode from "./cholesky_solve.wgsl" with { type: "text" };
import { checkSquare, rightStride, runMatrices, type SquareOptions, together } from "./matrices.ts";

/** What `cholesky()` gives, disposed of together. */
export interface Cholesky extends Disposable {
  /** L of each matrix, (batch, n, n), zeros above the diagonal; NaN where there is none. */
  factor: GpuArray<"f32">;
  /** 0, or the order of the first leading minor that is not positive; see `checkInfo()`. */
  info: GpuArray<"u32">;
}

/** Sizes of right sides b, (batch, n, m), or (n, m) for all matrices. */
export interface SolveOptions extends SquareOptions {
  /** Columns of each right side. */
  m: number;
}

/**
 * Cholesky factors of a batch of symmetric positive definite matrices, a = L L^T, up to 32 x 32. Only
 * the lower triangle is read. As LAPACK's spotrf: a matrix that is not positive definite does not throw,
 * its info is above 0, and its factor all NaN. |L L^T - a| <= gamma(n + 1) |L||L^T| elementwise. On software
 * Vulkan a loop in TypeScript is faster: it pays where matrices are on the GPU already.
 *
 * @throws {RangeError} when n is not from 1 to 32, or an array has another size.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { cholesky } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(4, 2, 2, 10, 1, 2, 2, 1)); // the second has a negative eigenvalue
 * using found = await cholesky(gpu, a, { batch: 2, n: 2 });
 * deepStrictEqual([...await gpu.read(found.factor)], [2, 0, 1, 3, NaN, NaN, NaN, NaN]);
 * deepStrictEqual([...await gpu.read(found.info)], [0, 2]);
 * ```
 */
export async function cholesky(
  gpu: Gpu,
  a: GpuArray<"f32">,
  { batch, n }: SquareOptions,
): Promise<Cholesky> {
  checkSquare(gpu, "take a Cholesky factor", "a", a, { batch, n });
  const factor = gpu.empty("f32", batch * n * n, "Cholesky factors");
  const info = gpu.empty("u32", batch, "info");
  const bindings = [a, factor, info];
  await runMatrices(gpu, {
    code,
    entry: "cholesky",
    batch,
    n,
    items: batch,
    bindings,
  });
  return together({ factor, info });
}

/**
 * Solves a x = b from the Cholesky factors of a. x is NaN where the factor is. Each column solves
 * (a + e) x = b with |e| <= gamma(3 n + 1) |L||L^T|.
 *
 * @throws {RangeError} when n is not from 1 to 32, or an array has another size.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { cholesky, choleskySolve } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(4, 2, 2, 10));
 * using b = gpu.array(Float32Array.of(8, 22)); // one column
 * using found = await cholesky(gpu, a, { batch: 1, n: 2 });
 * using x = await choleskySolve(gpu, found.factor, b, { batch: 1, n: 2, m: 1 });
 * deepStrictEqual([...await gpu.read(x)], [1, 2]);
 * ```
 */
export async function choleskySolve(
  gpu: Gpu,
  factor: GpuArray<"f32">,
  b: GpuArray<"f32">,
  { batch, n, m }: SolveOptions,
): Promise<GpuArray<"f32">> {
  const action = "solve";
  checkSquare(gpu, action, "factor", factor, { batch, n });
  const stride = rightStride(gpu, action, b, { batch, n, m });
  const x = gpu.empty("f32", batch * n * m, "solutions");
  await runMatrices(gpu, {
    code: solveCode,
    entry: "cholesky_solve",
    batch,
    n,
    items: batch * m,
    numbers: [m, stride],
    bindings: [factor, b, x],
  });
  return x;
}
