import { checkAmong } from "./check_among.ts";

/** Which of the scores. */
export interface BestOptions {
  /** The most of them; all unless given. */
  k?: number;
  /** One number for each score: what has 0 is left out. */
  among?: Uint8Array;
}

/**
 * Where the highest scores are, the highest first; of equal ones the first. For scores in memory, of
 * which there are not too many to sort.
 *
 * @throws {RangeError} when a score is NaN, or `among` does not say of each.
 *
 * @example
 * ```ts
 * import { bestOf } from "@rederive/lib/retrieval";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(bestOf([1, 3, 2, 3], { k: 3 }), Uint32Array.of(1, 3, 2));
 * deepEqual(bestOf([1, 3, 2, 3], { among: Uint8Array.of(1, 0, 1, 0) }), Uint32Array.of(2, 0));
 * ```
 */
export function bestOf(
  scores: ArrayLike<number>,
  { k = scores.length, among }: BestOptions = {},
): Uint32Array<ArrayBuffer> {
  const action = "find the best scores";
  if (among) checkAmong(action, among, scores.length);
  const places: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i])) {
      throw new RangeError(`Cannot ${action}: score ${i} is NaN, wanted a number`);
    }
    if (!among || among[i] !== 0) places.push(i);
  }
  places.sort((a, b) => scores[a] === scores[b] ? a - b : scores[b]! - scores[a]!);
  return Uint32Array.from(places.slice(0, k));
}
