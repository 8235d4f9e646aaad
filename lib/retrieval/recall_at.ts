import { checkRanking } from "./check_ranking.ts";

/** How far down a ranking is looked at. */
export interface CutOptions {
  /** The first so many; all of them unless given. */
  k?: number;
}

/**
 * The share of what is relevant that is among the first k of a ranking.
 *
 * @throws {RangeError} when nothing is relevant, or something is ranked twice.
 *
 * @example
 * ```ts
 * import { recallAt } from "@rederive/lib/retrieval";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(recallAt([7, 3, 5], new Set([3, 5, 9]), { k: 2 }), 1 / 3);
 * ```
 */
export function recallAt(
  ranking: ArrayLike<number>,
  relevant: ReadonlySet<number>,
  { k = Infinity }: CutOptions = {},
): number {
  const action = "measure recall";
  checkRanking(action, ranking);
  checkCut(action, k);
  if (relevant.size === 0) throw new RangeError(`Cannot ${action}: nothing is relevant`);
  let found = 0;
  for (let i = 0; i < Math.min(k, ranking.length); i++) found += Number(relevant.has(ranking[i]!));
  return found / relevant.size;
}

/** Throws unless k is a count. */
export function checkCut(action: string, k: number): void {
  if (k === Infinity || (Number.isInteger(k) && k >= 0)) return;
  throw new RangeError(`Cannot ${action}: the first ${k}, wanted an integer >= 0`);
}
