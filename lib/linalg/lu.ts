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

/**
 * LU factors of a batch of square matrices by partial pivoting, up to 32 x 32. As LAPACK's sgetrf: a
 * singular matrix does not throw, its info is above 0. |L U - P a| <= gamma(n) |L||U| elementwise. On software
 * Vulkan a loop in TypeScript is faster: it pays where matrices are on the GPU already.
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
