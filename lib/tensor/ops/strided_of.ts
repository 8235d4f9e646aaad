import * as reference from "../../reference/mod.ts";

/** A strided view in f64, row by row. */
export function stridedOf(
  values: ArrayLike<number>,
  view: { shape: readonly number[]; strides: readonly number[]; offset: number },
): number[] {
  return reference.gather(values, { ...view, block: { start: 0, shape: [], offsets: [0] } });
}
