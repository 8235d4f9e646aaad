/** Numbers of some shape, row by row. */
export interface Shaped {
  /** As many as the shape holds. */
  readonly values: ArrayLike<number>;
  /** Sizes of the axes. */
  readonly shape: readonly number[];
}

/**
 * `f` of the elements of several arrays that meet under NumPy's broadcasting, by nested recursion
 * over the axes of the result. The oracle for `lib/elementwise/elementwise.ts`.
 *
 * @example
 * ```ts
 * import { broadcast } from "@rederive/lib/reference";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const column = { values: [10, 20], shape: [2, 1] };
 * const row = { values: [1, 2, 3], shape: [3] };
 * deepEqual(broadcast((a, b) => a + b, [2, 3], [column, row]), [11, 12, 13, 21, 22, 23]);
 * ```
 */
export function broadcast(
  f: (...elements: number[]) => number,
  shape: readonly number[],
  inputs: readonly Shaped[],
): number[] {
  const results: number[] = [];
  const visit = (place: readonly number[]): void => {
    if (place.length < shape.length) {
      for (let c = 0; c < shape[place.length]!; c++) visit([...place, c]);
      return;
    }
    results.push(f(...inputs.map((input) => elementAt(input, place))));
  };
  visit([]);
  return results;
}

function elementAt({ values, shape }: Shaped, place: readonly number[]): number {
  const own = place.slice(place.length - shape.length);
  const flat = own.reduce((sum, c, axis) => sum * shape[axis]! + (shape[axis] === 1 ? 0 : c), 0);
  return values[flat]!;
}
