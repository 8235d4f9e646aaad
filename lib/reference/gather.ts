/** Where one element is read: its coordinates in the result, what a step along each axis adds. */
export interface Gathered {
  /** Shape of the result. */
  readonly shape: readonly number[];
  /** What one step along each axis adds to the position. */
  readonly strides: readonly number[];
  /** Position of the first element. */
  readonly offset: number;
  /** Axes whose coordinates together pick one more offset. */
  readonly block: {
    readonly start: number;
    readonly shape: readonly number[];
    readonly offsets: readonly number[];
  };
}

/**
 * Strided gather by nested recursion over the axes, one axis a level. The oracle for
 * `lib/gather/gather.ts`.
 *
 * @example
 * ```ts
 * import { gather } from "@rederive/lib/reference";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const block = { start: 0, shape: [2], offsets: [2, 0] };
 * deepEqual(gather([7, 8, 9], { shape: [2], strides: [0], offset: 0, block }), [9, 7]);
 * ```
 */
export function gather(
  x: ArrayLike<number>,
  { shape, strides, offset, block }: Gathered,
): number[] {
  const y: number[] = [];
  const visit = (axis: number, position: number, place: readonly number[]): void => {
    if (axis === shape.length) {
      const point = place.reduce((flat, c, i) => flat * block.shape[i]! + c, 0);
      y.push(x[position + block.offsets[point]!]!);
      return;
    }
    const inBlock = axis >= block.start && axis < block.start + block.shape.length;
    for (let c = 0; c < shape[axis]!; c++) {
      visit(axis + 1, position + c * strides[axis]!, inBlock ? [...place, c] : place);
    }
  };
  visit(0, offset, []);
  return y;
}
