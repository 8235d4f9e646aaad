/** Size of a picture, in pixels, and how far apart the points of a grid are. */
export interface GridOptions {
  /** Columns. */
  width: number;
  /** Rows. */
  height: number;
  /** Pixels from one to the next. */
  step: number;
}

/**
 * Every `step`-th pixel along both axes, row by row, from the middle of the first step.
 *
 * @throws {RangeError} when the step is no whole number above 0.
 *
 * @example
 * ```ts
 * import { pixelGrid } from "@rederive/lib/matching";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(pixelGrid({ width: 4, height: 2, step: 2 }), [5, 7]);
 * ```
 */
export function pixelGrid({ width, height, step }: GridOptions): number[] {
  if (!(Number.isInteger(step) && step > 0)) {
    throw new RangeError(`Cannot lay a grid: the step is ${step}, wanted a whole number above 0`);
  }
  const columns = placesAlong(width, step);
  return placesAlong(height, step).flatMap((y) => columns.map((x) => y * width + x));
}

function placesAlong(size: number, step: number): number[] {
  const places = [];
  for (let at = step >> 1; at < size; at += step) places.push(at);
  return places;
}
