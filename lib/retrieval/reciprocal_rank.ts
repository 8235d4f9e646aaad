import { checkRanking } from "./check_ranking.ts";
import { checkCut, type CutOptions } from "./recall_at.ts";

/**
 * One over the place, counted from 1, of the first of a ranking that is relevant; 0 where none of the
 * first k is. Its mean over queries is MRR.
 *
 * @throws {RangeError} when something is ranked twice.
 *
 * @example
 * ```ts
 * import { reciprocalRank } from "@rederive/lib/retrieval";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(reciprocalRank([7, 3, 5], new Set([3, 5])), 1 / 2);
 * ```
 */
export function reciprocalRank(
  ranking: ArrayLike<number>,
  relevant: ReadonlySet<number>,
  { k = Infinity }: CutOptions = {},
): number {
  const action = "measure the reciprocal rank";
  checkRanking(action, ranking);
  checkCut(action, k);
  for (let i = 0; i < Math.min(k, ranking.length); i++) {
    if (relevant.has(ranking[i]!)) return 1 / (i + 1);
  }
  return 0;
}
