/** What a doubled confidence saves: alpha. */
export const ALPHA = 0.2;

/**
 * The confidence C = 1 + exp(c) that makes C error - alpha log C least, by halving an interval of c: where the
 * slope, exp(c) (error - alpha / C), changes its sign.
 */
export function bestConfidence(error: number): number {
  let [low, high] = [-40, 40];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (error > ALPHA / (1 + Math.exp(middle))) high = middle;
    else low = middle;
  }
  return 1 + Math.exp(low);
}
