import { argmaxOfRows } from "./blobs.ts";

/** Logits of a classifier, (count, K), and the right columns. */
export interface Judged {
  readonly logits: Float64Array;
  readonly labels: Int32Array;
}

/**
 * A sum over the rows. `of` gets log sum exp((z - max) / T), how far the right logit lies below the
 * largest, over T, and the row's number.
 */
function sumOverRows(
  { logits, labels }: Judged,
  temperature: number,
  of: (logSum: number, below: number, i: number) => number,
): number {
  const K = logits.length / labels.length;
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    let [peak, sum] = [-Infinity, 0];
    for (let k = 0; k < K; k++) peak = Math.max(peak, logits[i * K + k]!);
    for (let k = 0; k < K; k++) sum += Math.exp((logits[i * K + k]! - peak) / temperature);
    total += of(Math.log(sum), (peak - logits[i * K + labels[i]!]!) / temperature, i);
  }
  return total;
}

/** The mean of -log p of the right class, p the softmax of logits / temperature. */
export function logLoss(judged: Judged, { temperature = 1 } = {}): number {
  const total = sumOverRows(judged, temperature, (logSum, below) => logSum + below);
  return total / judged.labels.length;
}

/** For each example the probability given to the guess, and whether the guess is right. */
export function confidences(judged: Judged, { temperature = 1 } = {}) {
  const guesses = argmaxOfRows(judged.logits, judged.logits.length / judged.labels.length);
  const seen: { confidence: number; right: boolean }[] = [];
  sumOverRows(judged, temperature, (logSum, _, i) => {
    seen.push({ confidence: Math.exp(-logSum), right: guesses[i] === judged.labels[i] });
    return 0;
  });
  return seen;
}

/** A bin of a reliability diagram. */
export interface Bin {
  readonly count: number;
  /** Mean confidence of its examples. */
  readonly confidence: number;
  /** The share of them that is right. */
  readonly accuracy: number;
}

/** Examples in bins of equal width by confidence; empty bins are left out. */
export function reliability(judged: Judged, { temperature = 1, bins = 15 } = {}): Bin[] {
  const all = confidences(judged, { temperature });
  return Array.from({ length: bins }, (_, bin) => {
    const inside = all.filter(({ confidence }) =>
      Math.min(bins - 1, Math.floor(confidence * bins)) === bin
    );
    const mean = (of: (each: typeof inside[number]) => number) =>
      inside.reduce((sum, each) => sum + of(each), 0) / inside.length;
    return {
      count: inside.length,
      confidence: mean((each) => each.confidence),
      accuracy: mean((each) => Number(each.right)),
    };
  }).filter(({ count }) => count > 0);
}

/** Expected calibration error: how far confidence and accuracy of a bin are apart, weighted. */
export function calibrationError(judged: Judged, options = {}): number {
  const bins = reliability(judged, options);
  const apart = bins.map((bin) => bin.count * Math.abs(bin.confidence - bin.accuracy));
  return apart.reduce((a, b) => a + b, 0) / judged.labels.length;
}

/** The temperature of the smallest log loss, by golden section on its logarithm. */
export function fitTemperature(judged: Judged): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  const at = (logarithm: number) => logLoss(judged, { temperature: Math.exp(logarithm) });
  let [low, high] = [Math.log(0.02), Math.log(200)];
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atLeft, atRight] = [at(left), at(right)];
  while (high - low > 1e-5) {
    if (atLeft < atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - ratio * (high - low);
      atLeft = at(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + ratio * (high - low);
      atRight = at(right);
    }
  }
  return Math.exp((low + high) / 2);
}
