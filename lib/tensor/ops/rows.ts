import type { RowOptions } from "../../rows/mod.ts";
import { sizeOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";

/** A tensor as rows of its last axis. */
export function rowsOf(action: string, { label, shape }: Tensor): RowOptions {
  const columns = shape.at(-1);
  if (columns !== undefined) return { rows: sizeOf(shape.slice(0, -1)), columns };
  throw new RangeError(`Cannot ${action} of "${label}": it is a single number, wanted an axis`);
}

/** Maps every row in f64; `at` is where it starts. */
export function rowwise64(
  values: ArrayLike<number>,
  { rows, columns }: RowOptions,
  f: (row: number[], at: number) => number[],
): number[] {
  return Array.from({ length: rows }, (_, r) => {
    const at = r * columns;
    return f(Array.from({ length: columns }, (_, c) => values[at + c]!), at);
  }).flat();
}
