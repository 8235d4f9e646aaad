import type { Gpu, GpuArray } from "../gpu/mod.ts";
import code from "./determinant.wgsl" with { type: "text" };
import { lu } from "./lu.ts";
import { runMatrices, type SquareOptions } from "./matrices.ts";

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
    code,
    entry: "determinant",
    batch,
    n,
    items: batch,
    bindings: [factors.factors, factors.pivots, determinants],
  });
  return determinants;
}
