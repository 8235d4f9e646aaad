import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { checkSquare, runMatrices, together } from "./matrices.ts";
import code from "./svd3.wgsl" with { type: "text" };

/** What `svd3()` gives, disposed of together: a = U diag(s) V^T. */
export interface Svd3 extends Disposable {
  /** Left singular vectors, the columns of (batch, 3, 3). */
  u: GpuArray<"f32">;
  /** Singular values, (batch, 3), falling, none negative. */
  s: GpuArray<"f32">;
  /** Right singular vectors, the columns of (batch, 3, 3): V, not its transpose. */
  v: GpuArray<"f32">;
}

/**
 * Singular value decompositions of a batch of 3 x 3 matrices, of any rank and any scale f32 holds.
 * |U diag(s) V^T - a| <= 2e-5 s[0], and U and V are orthogonal to 2e-5, by the bound; less than 1e-6 is
 * what comes out. det V = 1, and det U = -1 where det a < 0, else 1: the rotation nearest to a is
 * U diag(1, 1, det U) V^T. Signs and, for equal singular values, directions are otherwise not settled.
 * A matrix with an element that is not finite gives NaN.
 *
 * @throws {RangeError} when a has another size.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { svd3 } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(0, -2, 0, 1, 0, 0, 0, 0, 0)); // rank 2
 * using found = await svd3(gpu, a, { batch: 1 });
 * deepStrictEqual([...await gpu.read(found.s)], [2, 1, 0]);
 * ```
 */
export async function svd3(
  gpu: Gpu,
  a: GpuArray<"f32">,
  { batch }: { batch: number },
): Promise<Svd3> {
  checkSquare(gpu, "take singular values", "a", a, { batch, n: 3 });
  const u = gpu.empty("f32", batch * 9, "left singular vectors");
  const s = gpu.empty("f32", batch * 3, "singular values");
  const v = gpu.empty("f32", batch * 9, "right singular vectors");
  const bindings = [a, u, s, v];
  await runMatrices(gpu, { code, entry: "svd3", batch, n: 3, items: batch, bindings });
  return together({ u, s, v });
}
