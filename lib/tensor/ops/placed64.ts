import type { Shaped } from "../../reference/mod.ts";

/** Zeros of a shape with blocks written over them, in f64. */
export function placed64(
  shape: readonly number[],
  blocks: readonly (Shaped & { at: readonly number[] })[],
): Float64Array {
  const y = new Float64Array(shape.reduce((n, size) => n * size, 1));
  for (const block of blocks) {
    for (let i = 0; i < block.values.length; i++) {
      let [position, step, rest] = [0, 1, i];
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        const size = block.shape[axis]!;
        position += step * (block.at[axis]! + rest % size);
        rest = Math.floor(rest / size);
        step *= shape[axis]!;
      }
      y[position] = block.values[i]!;
    }
  }
  return y;
}
