import { ndcgAt } from "@rederive/lib/retrieval";
import { byGrade } from "./losses.ts";
import type { RankingList } from "./ranking_list.ts";

/** nDCG at k of a list in the order of the scores; equal ones as they come. */
export function ndcg(scores: ArrayLike<number>, grades: readonly number[], k: number): number {
  return ndcgAt(byGrade(scores), new Map(grades.entries()), { k });
}

/** Mean nDCG at 10 of many lists. */
export function meanNdcg(
  lists: readonly RankingList[],
  score: (list: RankingList) => ArrayLike<number>,
): number {
  return lists.reduce((sum, list) => sum + ndcg(score(list), list.grades, 10), 0) / lists.length;
}
