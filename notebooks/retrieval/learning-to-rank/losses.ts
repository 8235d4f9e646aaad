type Numbers = ArrayLike<number>;

/** A loss of the scores of one list, given the grades; the mean over what it adds up. */
export type Loss = (scores: Numbers, grades: Numbers) => number;

/** log(1 + e^x), without overflow. */
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

const rowsOf = (scores: Numbers) => Array.from(scores, (_, i) => i);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** All (i, j) where i has the better grade. */
export function pairsOf(grades: Numbers): [i: number, j: number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < grades.length; i++) {
    for (let j = 0; j < grades.length; j++) if (grades[i]! > grades[j]!) pairs.push([i, j]);
  }
  return pairs;
}

/** Documents from the best grade to the worst; equal ones as they come. */
export function byGrade(grades: Numbers): number[] {
  return rowsOf(grades).sort((i, j) => grades[j]! - grades[i]!);
}

function logSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, v) => sum + Math.exp(v - most), 0));
}

/** Regression: the score is to be the grade. */
export const squares: Loss = (s, grades) =>
  mean(rowsOf(s).map((i) => (s[i]! - grades[i]!) ** 2 / 2));

/** Classification: is the grade 1 or better? */
export const binary: Loss = (s, grades) =>
  mean(rowsOf(s).map((i) => softplus(grades[i]! >= 1 ? -s[i]! : s[i]!)));

/** RankNet's: every pair of different grades is to be told which is better. */
export const rankNet: Loss = (s, grades) =>
  mean(pairsOf(grades).map(([i, j]) => softplus(s[j]! - s[i]!)));

/** ListNet's: the softmax of the scores is to be the softmax of the grades (Cao et al. 2007). */
export const listNet: Loss = (s, grades) => {
  const [ofScores, ofGrades] = [s, grades].map((all) => logSumExp(Array.from(all)));
  return rowsOf(s).reduce(
    (sum, i) => sum - Math.exp(grades[i]! - ofGrades!) * (s[i]! - ofScores!),
    0,
  );
};

/** ListMLE's: the best document is to win against all, the next against the rest (Xia et al. 2008). */
export const listMle: Loss = (s, grades) => {
  const order = byGrade(grades);
  return mean(order.map((i, from) => logSumExp(order.slice(from).map((k) => s[k]!)) - s[i]!));
};
