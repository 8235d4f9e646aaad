import { similaritiesOf } from "./losses.ts";

type Loss = (similarities: number[][]) => number;

/**
 * How much of the reward a near miss earns, for each pixel of a row but its ends: pixels answer with
 * their own descriptors, the one asked with its right neighbour's in place of its own. 0 if that costs
 * as much as answering with the far end of the row, 1 if it costs nothing.
 */
export function creditsOf(rows: readonly Float32Array[], loss: Loss): number[] {
  const last = rows.length - 1;
  return rows.slice(1, -2).map((_, n) => {
    const asked = n + 1;
    const answering = (answer: number) => {
      const answers = rows.map((row, i) => i === asked ? rows[answer]! : row);
      return loss(similaritiesOf(answers, rows));
    };
    const far = answering(asked < rows.length / 2 ? last : 0);
    return (far - answering(asked + 1)) / (far - answering(asked));
  });
}

/** The expected distance in pixels from the right one, of answers drawn by the softmax of each row. */
export function expectedDistance(
  similarities: readonly (readonly number[])[],
  temperature: number,
): number {
  return similarities.reduce((total, row, i) => {
    const weights = row.map((x) => Math.exp(x / temperature));
    const all = weights.reduce((sum, w) => sum + w, 0);
    return total + weights.reduce((sum, w, j) => sum + w * Math.abs(j - i), 0) / all;
  }, 0);
}
