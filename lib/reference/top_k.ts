/**
 * Positions of the k largest (or smallest) of each row, found one after another: each time the best
 * that is left, the first of equal ones. -0 is below 0 and NaN above all numbers. The oracle for
 * `lib/sort/top_k.ts`.
 *
 * @example
 * ```ts
 * import { topK } from "@rederive/lib/reference";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(topK([3, 9, 9, 1], { k: 3 }), [1, 2, 0]);
 * ```
 */
export function topK(
  x: ArrayLike<number>,
  { k, rows = 1, smallest = false }: { k: number; rows?: number; smallest?: boolean },
): number[] {
  const n = x.length / rows;
  const positions: number[] = [];
  for (let row = 0; row < rows; row++) {
    const left = new Set(Array.from({ length: n }, (_, i) => i));
    for (let taken = 0; taken < k; taken++) {
      let best = -1;
      for (const i of left) {
        const [a, b] = [x[row * n + i]!, x[row * n + best]!];
        if (best < 0 || (smallest ? isBelow(a, b) : isBelow(b, a))) best = i;
      }
      left.delete(best);
      positions.push(best);
    }
  }
  return positions;
}

function isBelow(a: number, b: number): boolean {
  if (Number.isNaN(a)) return false;
  if (Number.isNaN(b)) return true;
  return a < b || (a === 0 && b === 0 && Object.is(a, -0) && !Object.is(b, -0));
}
