import { stream } from "@rederive/lib/random";

/** Two views of N things: (N, D) each; row i of one belongs to row i of the other. */
export interface Views {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly N: number;
}

/** Numbers that make a thing, numbers in a view of it, and how noisy they are. */
const [LATENT, NOISE] = [6, 0.6];
/** Columns of a view; the last is the same for all, as brightness is for photographs. */
export const D = 17;
const SAME = 4;

/** Views of N random things through the two mixtures of `seed`; another `draw`, other things. */
export function drawViews(seed: number, { draw, N }: { draw: number; N: number }): Views {
  const mixing = stream(9000 + seed);
  const mixtures = [0, 1].map(() => Float64Array.from({ length: LATENT * D }, mixing.normal));
  const random = stream(1000 * seed + draw);
  const [left, right] = [new Float64Array(N * D), new Float64Array(N * D)];
  for (let i = 0; i < N; i++) {
    const thing = Array.from({ length: LATENT }, random.normal);
    for (const [view, side] of [left, right].entries()) {
      for (let d = 0; d < D - 1; d++) {
        const mixed = thing.reduce((sum, t, l) => sum + t * mixtures[view]![l * D + d]!, 0);
        side[i * D + d] = mixed + NOISE * random.normal();
      }
      side[i * D + D - 1] = SAME;
    }
  }
  return { left, right, N };
}
