/**
 * Strides in elements of a row-major array: how far one step along each axis goes.
 *
 * @example
 * ```ts
 * import { rowMajorStrides } from "@rederive/lib/gather";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(rowMajorStrides([2, 3, 4]), [12, 4, 1]);
 * ```
 */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  }
  return strides;
}

/**
 * Strides under which an array of `shape` is seen as one of the shape `to` it broadcasts to: 0 along
 * the axes it repeats.
 *
 * @example
 * ```ts
 * import { broadcastStrides } from "@rederive/lib/gather";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(broadcastStrides([3, 1], [1, 1], [2, 3, 4]), [0, 1, 0]);
 * ```
 */
export function broadcastStrides(
  shape: readonly number[],
  strides: readonly number[],
  to: readonly number[],
): number[] {
  const missing = to.length - shape.length;
  return to.map((length, axis) => {
    const own = shape[axis - missing] ?? 1;
    if (own === length) return own === 1 ? 0 : strides[axis - missing]!;
    if (own === 1) return 0;
    throw new RangeError(
      `Cannot broadcast an array: axis ${axis} has ${own}, wanted ${length} or 1`,
    );
  });
}
