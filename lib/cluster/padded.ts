import { checkArray, checkBinding, checkSizes } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { repack } from "../matmul/repack.ts";

/** Widths that a kernel can walk through in one go, with room for what it does around. */
const WIDEST = 65_536;

/** Rows of whole vectors: the array itself, or a copy that is disposed with this. */
export interface Padded extends Disposable {
  array: GpuArray<"f32">;
  rows: number;
  /** Vectors of four a row. */
  cells: number;
}

/** Checks a matrix of rows and pads them with zeros to whole vectors, which changes no distance. */
export async function padRows(
  gpu: Gpu,
  action: string,
  name: string,
  array: GpuArray<"f32">,
  width: number,
): Promise<Padded> {
  checkSizes(action, { width });
  if (width < 1 || width > WIDEST) {
    throw new RangeError(
      `Cannot ${action}: width is ${width}, wanted an integer from 1 to ${WIDEST}`,
    );
  }
  const rows = array.length / width;
  checkArray(gpu, action, name, array, {
    type: "f32",
    length: Math.floor(rows) * width,
    shape: `rows of ${width}`,
  });
  const cells = Math.ceil(width / 4);
  if (width === 4 * cells) return { array, rows, cells, [Symbol.dispose]() {} };
  checkBinding(gpu, action, `${name} in rows of ${4 * cells}`, rows * cells * 16);
  const from = { array, rows, columns: width, stride: 0, row: width, column: 1 };
  const copy = await repack(gpu, from, { batch: 1, rows, columns: 4 * cells });
  return { array: copy, rows, cells, [Symbol.dispose]: () => copy[Symbol.dispose]() };
}

/** Rows as they were before they were padded. */
export async function cropRows(
  gpu: Gpu,
  { array, rows, cells }: Omit<Padded, keyof Disposable>,
  width: number,
): Promise<GpuArray<"f32">> {
  const columns = 4 * cells;
  const from = { array, rows, columns, stride: 0, row: columns, column: 1 };
  return await repack(gpu, from, { batch: 1, rows, columns: width });
}
