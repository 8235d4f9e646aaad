import { stream } from "@rederive/lib/random";
import { bestOf, ndcgAt } from "@rederive/lib/retrieval";
import type { Section } from "./corpus.ts";
import type { Question } from "./gold.ts";

/** For each question a score for each section; -Infinity where a section is not found at all. */
export type Scores = readonly Float64Array[];

/** The sections that are found, the best first. */
export function rankingOf(scores: Float64Array): Uint32Array {
  return bestOf(scores, { among: Uint8Array.from(scores, (score) => Number(score > -Infinity)) });
}

/** nDCG@10 of each question. */
export function ndcgOf(
  scores: Scores,
  questions: readonly Question[],
  sections: readonly Section[],
): number[] {
  const place = new Map(sections.map(({ id }, i) => [id, i]));
  return questions.map(({ relevant }, q) => {
    const grades = new Map(Object.entries(relevant).map(([id, grade]) => [place.get(id)!, grade]));
    return ndcgAt(rankingOf(scores[q]!), grades, { k: 10 });
  });
}

/** The score of a section is that of its best piece. */
export function bestPieces(
  scores: ArrayLike<number>,
  sectionOf: ArrayLike<number>,
  count: number,
): Float64Array<ArrayBuffer> {
  const best = new Float64Array(count).fill(-Infinity);
  for (let i = 0; i < scores.length; i++) {
    best[sectionOf[i]!] = Math.max(best[sectionOf[i]!]!, scores[i]!);
  }
  return best;
}

/** The mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Between what the mean of the values lies in 95 of 100 draws of as many of them, put back each time:
 * the percentile bootstrap over questions, 2000 draws.
 */
export function bootstrap(values: readonly number[], { seed = 0 } = {}): [number, number] {
  const random = stream(7000 + seed);
  const means = Array.from(
    { length: 2000 },
    () => mean(values.map(() => values[random.integer(values.length)]!)),
  ).sort((a, b) => a - b);
  return [means[49]!, means[1950]!];
}
