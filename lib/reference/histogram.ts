/**
 * How many values lie in each half-open interval between neighbouring edges, value by value.
 *
 * @example
 * ```ts
 * import { histogram } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(histogram([0, 0.5, 0.7, 1, NaN], [0, 0.5, 1]), [1, 2]);
 * ```
 */
export function histogram(x: Iterable<number>, edges: ArrayLike<number>): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  for (const value of x) {
    for (let b = 0; b < counts.length; b++) {
      if (edges[b]! <= value && value < edges[b + 1]!) counts[b]!++;
    }
  }
  return counts;
}
