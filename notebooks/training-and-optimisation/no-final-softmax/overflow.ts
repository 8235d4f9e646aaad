import type { OverflowingTraining } from "./golden.ts";

const { fround } = Math;
const [EXAMPLES, D, K, RATE] = [12, 4, 3, 0.1];

/** The loss of one row of logits and its softmax, in f32: each step rounded. */
export type Head32 = (z: readonly number[], y: number) => { loss: number; p: number[] };

function softmax32(z: readonly number[], shift: number) {
  const e = z.map((v) => fround(Math.exp(fround(v - shift))));
  const sum = e.reduce((a, b) => fround(a + b), 0);
  return { sum, p: e.map((v) => fround(v / sum)) };
}

/** exp(z) / sum exp(z), as the formula reads, and its logarithm. */
export const naive: Head32 = (z, y) => {
  const { p } = softmax32(z, 0);
  return { loss: -fround(Math.log(p[y]!)), p };
};

/** The loss from the logits at once, their maximum subtracted. */
export const fused: Head32 = (z, y) => {
  const peak = Math.max(...z);
  const { p, sum } = softmax32(z, peak);
  return { loss: fround(fround(Math.log(sum)) - fround(z[y]! - peak)), p };
};

/**
 * Ten steps of gradient descent for a linear classifier of bytes from 0 to 255, from zero weights, in
 * f32: the training that scripts/fixtures/torch_softmax_golden.py puts to PyTorch.
 */
export function trainOnBytes(head: Head32): OverflowingTraining {
  const weights = new Float32Array(D * K);
  const losses: (number | string)[] = [];
  let raised = 0;
  for (let step = 0; step < 10; step++) {
    try {
      losses.push(takeStep(weights, head));
    } catch {
      raised++;
    }
  }
  return { losses, raised, warned: 0, nanWeights: weights.filter(Number.isNaN).length };
}

function takeStep(weights: Float32Array, head: Head32): number | string {
  const gradient = new Float32Array(D * K);
  let mean = 0;
  for (let i = 0; i < EXAMPLES; i++) {
    const x = Array.from({ length: D }, (_, d) => (37 * i + 91 * d + 53 * i * d) % 256);
    const z = Array.from(
      { length: K },
      (_, k) => x.reduce((sum, v, d) => fround(sum + fround(v * weights[d * K + k]!)), 0),
    );
    const { loss, p } = head(z, i % K);
    mean += loss / EXAMPLES;
    for (let k = 0; k < K; k++) {
      const slope = (p[k]! - Number(k === i % K)) / EXAMPLES;
      for (let d = 0; d < D; d++) gradient[d * K + k]! += x[d]! * slope;
    }
  }
  weights.forEach((w, at) => weights[at] = w - RATE * gradient[at]!);
  return Number.isNaN(mean) ? "nan" : mean;
}
