import { NOISE, type RowPair, WIDTH } from "./row_pairs.ts";

/** Depths that are tried, as one over the depth: 101 from 1/2 to 1. */
export const CANDIDATES = Array.from({ length: 101 }, (_, i) => 0.5 + i / 200);

/**
 * The mean squared difference of the rows for each depth, if the wall were there, in units of what noise
 * alone makes of it. Whatever the depth, the wall can be painted so that the left row is as it is; the
 * right one then has to be the same, shifted.
 */
export function misfits({ left, right, parallax }: RowPair): { squares: number; count: number }[] {
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

/** Catmull-Rom's weights of four neighbours. */
function cubic(t: number): number[] {
  return [
    t * (-0.5 + t * (1 - 0.5 * t)),
    1 + t * t * (-2.5 + 1.5 * t),
    t * (0.5 + t * (2 - 1.5 * t)),
    t * t * (-0.5 + 0.5 * t),
  ];
}
