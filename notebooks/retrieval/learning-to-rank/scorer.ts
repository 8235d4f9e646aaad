import { stream } from "@rederive/lib/random";

/** A scorer f(q, d) of documents with D features: linear where H is 0, else with H hidden units. */
export interface Scorer {
  readonly D: number;
  readonly H: number;
  /** Linear: w and a bias. With hidden units: W1 (D, H), b1, w2 and a bias. */
  readonly weights: Float64Array;
}

/** A scorer with random weights of variance 1 / D and 1 / H, and biases of 0. */
export function makeScorer(seed: number, { D, H = 0 }: { D: number; H?: number }): Scorer {
  const random = stream(500 + seed);
  const draw = (count: number, fan: number) =>
    Array.from({ length: count }, () => random.normal() / Math.sqrt(fan));
  const zeros = Array<number>(H).fill(0);
  const weights = H ? [...draw(D * H, D), ...zeros, ...draw(H, H), 0] : [...draw(D, D), 0];
  return { D, H, weights: Float64Array.from(weights) };
}

/** Copies of a scorer's weights in a scorer of their own. */
export function copyOf({ D, H, weights }: Scorer): Scorer {
  return { D, H, weights: weights.slice() };
}

/** A score for every row of x, each from that row alone. */
export function scoresOf(scorer: Scorer, x: Float64Array): Float64Array {
  const { D, H, weights } = scorer;
  const [scores, hidden] = [new Float64Array(x.length / D), new Float64Array(H)];
  const second = D * H + H;
  for (let row = 0; row < scores.length; row++) {
    let score = weights[weights.length - 1]!;
    if (H) {
      hide(scorer, x, row, hidden);
      for (let h = 0; h < H; h++) score += weights[second + h]! * hidden[h]!;
    } else {
      for (let d = 0; d < D; d++) score += weights[d]! * x[row * D + d]!;
    }
    scores[row] = score;
  }
  return scores;
}

/** Adds the sum over the rows of slope times ∂score/∂weights to `gradient`. */
export function pullBack(
  scorer: Scorer,
  x: Float64Array,
  { slopes, gradient }: { slopes: ArrayLike<number>; gradient: Float64Array },
): void {
  const { D, H, weights } = scorer;
  const [hidden, second] = [new Float64Array(H), D * H + H];
  for (let row = 0; row < slopes.length; row++) {
    const slope = slopes[row]!;
    gradient[gradient.length - 1]! += slope;
    if (!H) {
      for (let d = 0; d < D; d++) gradient[d]! += slope * x[row * D + d]!;
      continue;
    }
    hide(scorer, x, row, hidden);
    for (let h = 0; h < H; h++) {
      gradient[second + h]! += slope * hidden[h]!;
      hidden[h] = slope * weights[second + h]! * (1 - hidden[h]! ** 2);
      gradient[D * H + h]! += hidden[h]!;
    }
    for (let d = 0, at = 0; d < D; d++) {
      const input = x[row * D + d]!;
      for (let h = 0; h < H; h++, at++) gradient[at]! += input * hidden[h]!;
    }
  }
}

/** ∂score/∂weights for one row of x. */
export function slopeOfScore(scorer: Scorer, x: Float64Array, row: number): Float64Array {
  const gradient = new Float64Array(scorer.weights.length);
  const only = x.slice(row * scorer.D, (row + 1) * scorer.D);
  pullBack(scorer, only, { slopes: [1], gradient });
  return gradient;
}

function hide({ D, H, weights }: Scorer, x: Float64Array, row: number, hidden: Float64Array) {
  for (let h = 0; h < H; h++) hidden[h] = weights[D * H + h]!;
  for (let d = 0, at = 0; d < D; d++) {
    const input = x[row * D + d]!;
    for (let h = 0; h < H; h++, at++) hidden[h]! += input * weights[at]!;
  }
  for (let h = 0; h < H; h++) hidden[h] = Math.tanh(hidden[h]!);
}
