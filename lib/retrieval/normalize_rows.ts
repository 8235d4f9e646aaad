import { checkArray } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { checkWidth } from "./check_width.ts";
import { prepareRows } from "./prepare_rows.ts";

/** Size of the rows. */
export interface VectorOptions {
  /** D, numbers a vector: from 1 to 65 536. */
  width: number;
}

/**
 * Divides each row by its Euclidean length: (N, D) to (N, D). Rows of zeros stay zeros, and rows of
 * numbers whose squares would overflow or vanish come out right. |error| <= gamma(D + 20) |y|.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { normalizeRows } from "@rederive/lib/retrieval";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(0, -2, 0, 0)); // (N, D) = (2, 2)
 * using y = await normalizeRows(gpu, x, { width: 2 });
 * deepEqual([...await gpu.read(y)], [0, -1, 0, 0]);
 * ```
 */
export async function normalizeRows(
  gpu: Gpu,
  x: GpuArray<"f32">,
  { width }: VectorOptions,
): Promise<GpuArray<"f32">> {
  const action = "normalize rows";
  checkWidth(action, width);
  const rows = Math.floor(x.length / width);
  const shape = `rows of ${width}`;
  checkArray(gpu, action, "x", x, { type: "f32", length: rows * width, shape });
  return await prepareRows(gpu, x, { width, first: 0, rows, wide: width, normalize: true });
}
