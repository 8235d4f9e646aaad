/** Which order, and of which stretches. */
export interface Sorted {
  /** From the largest to the smallest. */
  readonly descending?: boolean;
  /** Where segments begin, and last where the last one ends. */
  readonly segments?: ArrayLike<number>;
}

/**
 * Positions in sorted order, by comparing two at a time; equal keys by position. -0 is before 0 and
 * NaN after all numbers. The oracle for `lib/sort/sort.ts`.
 *
 * @example
 * ```ts
 * import { argsort } from "@rederive/lib/reference";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(argsort([0, NaN, -0, -5]), [3, 2, 0, 1]);
 * ```
 */
export function argsort(
  keys: ArrayLike<number>,
  { descending = false, segments = [0, keys.length] }: Sorted = {},
): number[] {
  const positions: number[] = [];
  for (let s = 0; s + 1 < segments.length; s++) {
    const own = Array.from({ length: segments[s + 1]! - segments[s]! }, (_, i) => segments[s]! + i);
    own.sort((i, j) => {
      const ordered = compare(keys[i]!, keys[j]!);
      return (descending ? -ordered : ordered) || i - j;
    });
    for (const i of own) positions.push(i);
  }
  return positions;
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (a !== b) return a < b ? -1 : 1;
  return a === 0 ? Number(Object.is(b, -0)) - Number(Object.is(a, -0)) : 0;
}
