import { checkRanking } from "./check_ranking.ts";
import { checkCut, type CutOptions } from "./recall_at.ts";

/** How grades count. */
export interface NdcgOptions extends CutOptions {
  /**
   * What a grade g is worth: 2^g - 1 (Burges et al. 2005), which is so unless given, or g itself
   * (Järvelin and Kekäläinen 2002), as trec_eval and scikit-learn have it.
   */
  gain?: "exponential" | "linear";
}

/**
 * Normalised discounted cumulative gain of the first k: each grade's worth over log2(1 + place), added
 * up, as a share of what the best ranking of all that is graded would get. What has no grade has 0.
 *
 * @throws {RangeError} when no grade is above 0, one is not a finite number >= 0, or something is ranked
 * twice.
 *
 * @example
 * ```ts
 * import { ndcgAt } from "@rederive/lib/retrieval";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const grades = new Map([[3, 2], [5, 1]]);
 * equal(ndcgAt([3, 5, 7], grades, { k: 3 }), 1);
 * equal(ndcgAt([5, 7], grades, { k: 1 }), 1 / 3);
 * ```
 */
export function ndcgAt(
  ranking: ArrayLike<number>,
  grades: ReadonlyMap<number, number>,
  { k = Infinity, gain = "exponential" }: NdcgOptions = {},
): number {
  const action = "measure nDCG";
  checkRanking(action, ranking);
  checkCut(action, k);
  for (const [document, grade] of grades) {
    if (grade >= 0 && Number.isFinite(grade)) continue;
    throw new RangeError(
      `Cannot ${action}: ${document} has grade ${grade}, wanted a finite one >= 0`,
    );
  }
  const worth = (grade: number) => gain === "linear" ? grade : 2 ** grade - 1;
  const total = (graded: readonly number[]) =>
    graded.slice(0, k).reduce((sum, grade, i) => sum + worth(grade) / Math.log2(i + 2), 0);
  const best = total([...grades.values()].sort((a, b) => b - a));
  if (k > 0 && best === 0) throw new RangeError(`Cannot ${action}: no grade is above 0`);
  return k === 0 ? 0 : total(Array.from(ranking, (document) => grades.get(document) ?? 0)) / best;
}
