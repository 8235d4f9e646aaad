/** Which elements are reduced together. */
export interface ReduceOptions {
  /** Shape of the array, stored row by row; one axis unless given. */
  shape?: readonly number[];
  /** Axes to reduce, counted from the back when negative; all unless given. */
  axes?: readonly number[];
}

/**
 * The shape of what a reduction leaves: without the reduced axes, or with their sizes 1.
 *
 * @throws {RangeError} when an axis is not there, or named twice.
 *
 * @example
 * ```ts
 * import { reducedShape } from "@rederive/lib/reduce";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(reducedShape([2, 3, 4], { axes: [-1] }), [2, 3]);
 * deepEqual(reducedShape([2, 3, 4], { axes: [0, 2], keepDims: true }), [1, 3, 1]);
 * ```
 */
export function reducedShape(
  shape: readonly number[],
  { axes, keepDims = false }: { axes?: readonly number[]; keepDims?: boolean } = {},
): number[] {
  const reduced = reducedAxes(shape, axes);
  if (keepDims) return shape.map((size, axis) => reduced.has(axis) ? 1 : size);
  return shape.filter((_, axis) => !reduced.has(axis));
}

/** The reduced axes counted from the front. */
export function reducedAxes(
  shape: readonly number[],
  axes: readonly number[] = shape.keys().toArray(),
): Set<number> {
  const found = new Set<number>();
  for (const each of axes) {
    const axis = each < 0 ? each + shape.length : each;
    if (!Number.isInteger(axis) || axis < 0 || axis >= shape.length) {
      throw new RangeError(
        `Cannot reduce (${shape.join(", ")}): it has no axis ${each}, ` +
          `wanted one from ${-shape.length} to ${shape.length - 1}`,
      );
    }
    if (found.has(axis)) {
      throw new RangeError(`Cannot reduce (${shape.join(", ")}): axis ${each} is named twice`);
    }
    found.add(axis);
  }
  return found;
}

/** An array seen as three axes, of which the middle one is reduced. */
export interface Middle {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
  /** How to lay the axes out first, when the reduced ones have others between them. */
  readonly order?: readonly number[];
}

/** Finds the three axes. */
export function middleOf(shape: readonly number[], reduced: ReadonlySet<number>): Middle {
  const size = (axes: readonly number[]) => axes.reduce((n, axis) => n * shape[axis]!, 1);
  const all = shape.keys().toArray();
  const [kept, gone] = [
    all.filter((axis) => !reduced.has(axis)),
    all.filter((axis) => reduced.has(axis)),
  ];
  const first = gone[0] ?? shape.length;
  const last = gone.at(-1) ?? first;
  const between = kept.filter((axis) => axis > first && axis < last);
  const n = size(gone);
  if (size(between) !== 1) return { outer: size(kept), n, inner: 1, order: [...kept, ...gone] };
  return {
    outer: size(kept.filter((axis) => axis < first)),
    n,
    inner: size(kept.filter((axis) => axis > last)),
  };
}
