import { checkRanking } from "./check_ranking.ts";

/** Things in order, and what put them there. */
export interface Fused {
  /** Which, the best first; of equal scores the lowest number. */
  readonly indices: Uint32Array<ArrayBuffer>;
  /** The score of each of these. */
  readonly scores: Float64Array<ArrayBuffer>;
}

/** How rankings are put together. */
export interface FuseRankingsOptions {
  /** What is added to every place, so that the first ones do not count for all; 60 unless given. */
  constant?: number;
  /** How much each ranking counts; 1 unless given. */
  weights?: readonly number[];
}

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): a thing's score is the sum over
 * rankings of 1 / (constant + its place), places counted from 1; a ranking without it adds nothing.
 *
 * @throws {RangeError} when a ranking has something twice, or weights are not one each and >= 0.
 *
 * @example
 * ```ts
 * import { fuseRankings } from "@rederive/lib/retrieval";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const { indices, scores } = fuseRankings([[4, 2, 9], [2, 7]], { constant: 0 });
 * deepEqual([...indices], [2, 4, 7, 9]);
 * deepEqual([...scores], [1 / 2 + 1, 1, 1 / 2, 1 / 3]);
 * ```
 */
export function fuseRankings(
  rankings: readonly ArrayLike<number>[],
  { constant = 60, weights }: FuseRankingsOptions = {},
): Fused {
  const action = "fuse rankings";
  checkWeights(action, weights, rankings.length);
  if (!(constant >= 0 && Number.isFinite(constant))) {
    throw new RangeError(`Cannot ${action}: the constant is ${constant}, wanted a number >= 0`);
  }
  const sums = new Map<number, number>();
  for (const [r, ranking] of rankings.entries()) {
    checkRanking(action, ranking);
    for (let i = 0; i < ranking.length; i++) {
      const part = (weights?.[r] ?? 1) / (constant + i + 1);
      sums.set(ranking[i]!, (sums.get(ranking[i]!) ?? 0) + part);
    }
  }
  const order = [...sums].sort(([a, x], [b, y]) => y - x || a - b);
  return {
    indices: Uint32Array.from(order, ([index]) => index),
    scores: Float64Array.from(order, ([, score]) => score),
  };
}

/** Throws unless there is a weight for each, none below 0. */
export function checkWeights(
  action: string,
  weights: readonly number[] | undefined,
  count: number,
): void {
  if (!weights) return;
  if (weights.length === count && weights.every((one) => one >= 0 && Number.isFinite(one))) return;
  throw new RangeError(
    `Cannot ${action}: the weights are ${weights.join(", ")}, wanted ${count} of at least 0`,
  );
}
