import { NOISE, type RowPair, WIDTH } from "./row_pairs.ts";

/** Walls that are tried: one over the depth, 181 numbers from 1/10 to 1. */
export const CANDIDATES: readonly number[] = Array.from({ length: 181 }, (_, i) => 0.1 + i / 200);

/** How badly a wall fits two rows: a sum of squares that is about `count` if only noise is left. */
export interface Misfit {
  readonly squares: number;
  readonly count: number;
}

/**
 * The misfit of each candidate. Wherever the wall is put, it can be painted so that the left row is as
 * it is; the right row has to be the same one then, shifted by the parallax over the depth.
 */
export function misfits({ left, right, parallax }: RowPair): Misfit[] {
  return CANDIDATES.map((nearness) => {
    let [squares, count] = [0, 0];
    for (let x = 0; x < WIDTH; x++) {
      const at = x + parallax * nearness;
      const i = Math.floor(at);
      if (i < 1 || i + 2 >= WIDTH) continue;
      const weights = cubic(at - i);
      const expected = weights.reduce((sum, w, k) => sum + w * left[i - 1 + k]!, 0);
      const noise = NOISE ** 2 * (1 + weights.reduce((sum, w) => sum + w * w, 0));
      squares += (right[x]! - expected) ** 2 / noise;
      count++;
    }
    return { squares, count };
  });
}

/** Which candidates noise explains, up to three standard deviations of its sum of squares. */
export function consistent(all: readonly Misfit[]): boolean[] {
  return all.map(({ squares, count }) => squares <= count + 3 * Math.sqrt(2 * count));
}

/**
 * From the nearest to the farthest candidate that is left, as a share of all: what is not known. All of
 * it where the true one, to a step, is not between them.
 */
export function spread(left: readonly boolean[], nearness: number): number {
  const [first, last] = [left.indexOf(true), left.lastIndexOf(true)];
  const step = CANDIDATES[1]! - CANDIDATES[0]!;
  const holds = first >= 0 && nearness >= CANDIDATES[first]! - step &&
    nearness <= CANDIDATES[last]! + step;
  return holds ? (last - first + 1) / left.length : 1;
}

/** The candidate that fits best. */
export function bestMatch(all: readonly Misfit[]): number {
  const means = all.map(({ squares, count }) => squares / count);
  return CANDIDATES[means.indexOf(Math.min(...means))]!;
}

/** The mean of all candidates, each as likely as the noise it takes: what knows where walls may be. */
export function posteriorMean(all: readonly Misfit[]): number {
  const fewest = Math.min(...all.map(({ count }) => count));
  const costs = all.map(({ squares, count }) => squares * fewest / count / 2);
  const least = Math.min(...costs);
  const weights = costs.map((cost) => Math.exp(least - cost));
  const total = weights.reduce((a, b) => a + b);
  return weights.reduce((sum, w, i) => sum + w * CANDIDATES[i]!, 0) / total;
}

/** Catmull-Rom's weights of four neighbours, at t from 0 to 1 between the middle two. */
export function cubic(t: number): number[] {
  return [
    t * (-0.5 + t * (1 - 0.5 * t)),
    1 + t * t * (-2.5 + 1.5 * t),
    t * (0.5 + t * (2 - 1.5 * t)),
    t * t * (-0.5 + 0.5 * t),
  ];
}
