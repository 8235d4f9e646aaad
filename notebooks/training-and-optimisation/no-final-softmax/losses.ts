/**
 * What a loss does with the row of numbers that a model puts out for example `i`: writes the loss's
 * slope for each of them into `slope`. Rows are short and there are millions, so nothing is allocated.
 */
export type Loss = (outputs: Float64Array, i: number, slope: Float64Array) => void;

/** The softmax of a row of logits, by way of its maximum. */
export function softmaxInto(logits: Float64Array, p: Float64Array): void {
  let [peak, sum] = [-Infinity, 0];
  for (let k = 0; k < logits.length; k++) peak = Math.max(peak, logits[k]!);
  for (let k = 0; k < logits.length; k++) sum += p[k] = Math.exp(logits[k]! - peak);
  for (let k = 0; k < logits.length; k++) p[k]! /= sum;
}

/** The slope for the logits from the slope for their softmax `p`: p (g - sum p g). */
function throughSoftmax(p: Float64Array, g: Float64Array, slope: Float64Array): void {
  let mean = 0;
  for (let k = 0; k < p.length; k++) mean += p[k]! * g[k]!;
  for (let k = 0; k < p.length; k++) slope[k] = p[k]! * (g[k]! - mean);
}

/** Cross-entropy of logits with one label an example. */
export function crossEntropy(labels: Int32Array): Loss {
  return (logits, i, slope) => {
    softmaxInto(logits, slope);
    slope[labels[i]!]! -= 1;
  };
}

/** The same loss behind a model that ends in softmax: cross-entropy of softmax(logits). */
export function crossEntropyOfSoftmax(labels: Int32Array): Loss {
  let [p, g] = [new Float64Array(0), new Float64Array(0)];
  const inner = crossEntropy(labels);
  return (logits, i, slope) => {
    if (p.length !== logits.length) [p, g] = [logits.slice(), logits.slice()];
    softmaxInto(logits, p);
    inner(p, i, g);
    throughSoftmax(p, g, slope);
  };
}

/** Binary cross-entropy of each logit with its own target, 0 or 1; targets are (examples, K). */
export function sigmoidCrossEntropy(targets: Float64Array): Loss {
  return (logits, i, slope) => {
    const K = logits.length;
    for (let k = 0; k < K; k++) slope[k] = 1 / (1 + Math.exp(-logits[k]!)) - targets[i * K + k]!;
  };
}

/** Cross-entropy of logits with a distribution; targets are (examples, K), their rows sum to 1. */
export function shareCrossEntropy(targets: Float64Array): Loss {
  return (logits, i, slope) => {
    const K = logits.length;
    softmaxInto(logits, slope);
    for (let k = 0; k < K; k++) slope[k]! -= targets[i * K + k]!;
  };
}
