import { byGrade, pairsOf } from "./losses.ts";

type Numbers = ArrayLike<number>;

/** What a loss hands back: one slope for the score of each document of a list. */
export type Slopes = (scores: Numbers, grades: Numbers) => Float64Array;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Slopes of the mean square. */
export const squaresSlopes: Slopes = (s, grades) =>
  Float64Array.from(s, (score, i) => (score - grades[i]!) / s.length);

/** Slopes of classification. */
export const binarySlopes: Slopes = (s, grades) =>
  Float64Array.from(s, (score, i) => (sigmoid(score) - Number(grades[i]! >= 1)) / s.length);

/** Slopes of RankNet: each pair's λ goes to its better document and is taken from its worse. */
export const rankNetSlopes: Slopes = (s, grades) => pairSlopes(s, pairsOf(grades), () => 1);

/** LambdaRank's: RankNet's, each pair weighed by what its exchange would do to nDCG (Burges et al. 2006). */
export const lambdaRankSlopes: Slopes = (s, grades) => {
  const exchange = exchangesOf(s, grades);
  return pairSlopes(s, pairsOf(grades), exchange);
};

/** By how much nDCG changes when documents i and j change places in the order of the scores. */
export function exchangesOf(s: Numbers, grades: Numbers): (i: number, j: number) => number {
  const gain = Float64Array.from(grades, (grade) => 2 ** grade - 1);
  const discount = new Float64Array(s.length);
  for (const [at, i] of byGrade(s).entries()) discount[i] = 1 / Math.log2(2 + at);
  const ideal = byGrade(grades).reduce((sum, i, at) => sum + gain[i]! / Math.log2(2 + at), 0);
  return (i, j) => Math.abs((gain[i]! - gain[j]!) * (discount[i]! - discount[j]!)) / ideal;
}

function pairSlopes(
  s: Numbers,
  pairs: readonly [number, number][],
  weight: (i: number, j: number) => number,
): Float64Array {
  const slopes = new Float64Array(s.length);
  for (const [i, j] of pairs) {
    const lambda = -weight(i, j) / (1 + Math.exp(s[i]! - s[j]!)) / pairs.length;
    slopes[i]! += lambda;
    slopes[j]! -= lambda;
  }
  return slopes;
}

/** Slopes of ListNet. */
export const listNetSlopes: Slopes = (s, grades) => {
  const [ofScores, ofGrades] = [softmax(s), softmax(grades)];
  return ofScores.map((p, i) => p - ofGrades[i]!);
};

/** Slopes of ListMLE. */
export const listMleSlopes: Slopes = (s, grades) => {
  const [order, n] = [byGrade(grades), s.length];
  const most = Array.from(s).reduce((a, b) => Math.max(a, b));
  const e = order.map((i) => Math.exp(s[i]! - most));
  const rest = e.slice(); // what each is up against, itself among them
  for (let at = n - 2; at >= 0; at--) rest[at]! += rest[at + 1]!;
  const slopes = new Float64Array(n);
  let share = 0;
  for (const [at, i] of order.entries()) {
    share += 1 / rest[at]!;
    slopes[i] = (e[at]! * share - 1) / n;
  }
  return slopes;
};

function softmax(values: Numbers): Float64Array {
  const most = Array.from(values).reduce((a, b) => Math.max(a, b));
  const e = Float64Array.from(values, (v) => Math.exp(v - most));
  const sum = e.reduce((a, b) => a + b);
  return e.map((v) => v / sum);
}
