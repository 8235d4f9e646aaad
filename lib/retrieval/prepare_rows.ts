import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { rowKernel } from "../rows/row_kernel.ts";
import { checkWidth } from "./check_width.ts";
import code from "./prepare_rows.wgsl" with { type: "text" };

/** Which rows of a matrix, and what is made of them. */
export interface PreparedRows {
  /** Numbers a row. */
  width: number;
  /** The first row. */
  first: number;
  /** How many. */
  rows: number;
  /** Numbers a row of the result, zeros past `width`. */
  wide: number;
  /** Rows of the result, zeros past `rows`; as many as those unless given. */
  filled?: number;
  /** False: copied as they are. */
  normalize: boolean;
}

/** Copies rows, divided by their lengths if that is wanted, and widens them. Walks a number a turn. */
export async function prepareRows(
  gpu: Gpu,
  x: GpuArray<"f32">,
  { width, first, rows, wide, normalize, filled = rows }: PreparedRows,
): Promise<GpuArray<"f32">> {
  checkWidth("prepare rows", width);
  const overrides = { NORMALIZE: Number(normalize) };
  const kernel = await rowKernel(gpu, code, "prepare_rows", overrides, { columns: 4 * wide });
  const y = gpu.empty("f32", filled * wide, "prepared rows");
  gpu.run(kernel, [Uint32Array.of(rows, width, wide, first, filled), x, y], spread(filled, 1));
  return y;
}
