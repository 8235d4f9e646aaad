/**
 * `f` of the elements that share their place on the axes that are kept, one call a place: each element
 * is put on its pile, row by row. The oracle for `lib/reduce`.
 *
 * @example
 * ```ts
 * import { reduce } from "@rederive/lib/reference";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const largest = (pile: readonly number[]) => Math.max(...pile);
 * deepEqual(reduce([1, 5, 3, 4], largest, { shape: [2, 2], axes: [0] }), [3, 5]);
 * ```
 */
export function reduce(
  x: ArrayLike<number>,
  f: (pile: readonly number[]) => number,
  { shape, axes }: { shape: readonly number[]; axes: readonly number[] },
): number[] {
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const piles: number[][] = Array.from(
    { length: kept.reduce((n, axis) => n * shape[axis]!, 1) },
    () => [],
  );
  const place = shape.map(() => 0);
  for (let i = 0; i < x.length; i++) {
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      place[axis] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    piles[kept.reduce((at, axis) => at * shape[axis]! + place[axis]!, 0)]!.push(x[i]!);
  }
  return piles.map(f);
}
