import { stream } from "@rederive/lib/random";
import type { PairLoss } from "./pair_losses.ts";
import { D, drawViews, type Views } from "./views.ts";

/** Width of an embedding, and what a cosine is multiplied by to make a similarity. */
const [E, SHARPNESS] = [6, 8];

/** A linear encoder a side, (D, E) each. */
export type Encoders = readonly [Float64Array, Float64Array];

/** Two encoders trained by gradient descent on batches of 32 pairs. */
export function trainEncoders(
  seed: number,
  { loss, learningRate, steps }: { loss: PairLoss; learningRate: number; steps: number },
): Encoders {
  const random = stream(7000 + seed);
  const draw = () => Float64Array.from({ length: D * E }, () => random.normal() / 4);
  const encoders: Encoders = [draw(), draw()];
  const batches = Array.from({ length: 16 }, (_, i) => drawViews(seed, { draw: 1 + i, N: 32 }));
  for (let step = 0; step < steps; step++) {
    const batch = batches[step % 16]!;
    const gradients = pairGradients(encoders, batch, loss);
    for (const [side, weights] of encoders.entries()) {
      for (let i = 0; i < D * E; i++) weights[i]! -= learningRate * gradients[side]![i]!;
    }
  }
  return encoders;
}

/** The gradient of a loss of pairs for the weights of both encoders. */
export function pairGradients(encoders: Encoders, views: Views, loss: PairLoss): Encoders {
  const { left, right, N } = views;
  const [f, g] = [encode(left, encoders[0]), encode(right, encoders[1])];
  const slopes = loss(similaritiesOf(f.unit, g.unit), N);
  const across = new Float64Array(N * N);
  for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) across[j * N + i] = slopes[i * N + j]!;
  return [backward(left, f, g.unit, slopes), backward(right, g, f.unit, across)];
}

/** The sharpened cosines of all lefts with all rights, (N, N). */
export function similaritiesBetween(encoders: Encoders, { left, right }: Views): Float64Array {
  return similaritiesOf(encode(left, encoders[0]).unit, encode(right, encoders[1]).unit);
}

/** How often, among N rights, the most similar to a left is its partner. */
export function recallAtOne(encoders: Encoders, { left, right, N }: Views): number {
  const similarities = similaritiesBetween(encoders, { left, right, N });
  let hits = 0;
  for (let i = 0; i < N; i++) {
    const row = similarities.subarray(i * N, (i + 1) * N);
    if (row.every((s, j) => j === i || s < row[i]!)) hits++;
  }
  return hits / N;
}

interface Encoded {
  /** Rows of length 1. */
  unit: Float64Array;
  /** The lengths they had. */
  lengths: Float64Array;
}

function encode(x: Float64Array, weights: Float64Array): Encoded {
  const N = x.length / D;
  const [unit, lengths] = [new Float64Array(N * E), new Float64Array(N)];
  for (let i = 0; i < N; i++) {
    const row = unit.subarray(i * E, (i + 1) * E);
    for (let d = 0; d < D; d++) {
      for (let e = 0; e < E; e++) row[e]! += x[i * D + d]! * weights[d * E + e]!;
    }
    lengths[i] = Math.sqrt(row.reduce((sum, v) => sum + v * v, 0));
    for (let e = 0; e < E; e++) row[e]! /= lengths[i]!;
  }
  return { unit, lengths };
}

function similaritiesOf(f: Float64Array, g: Float64Array): Float64Array {
  const N = f.length / E;
  const similarities = new Float64Array(N * N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      let dot = 0;
      for (let e = 0; e < E; e++) dot += f[i * E + e]! * g[j * E + e]!;
      similarities[i * N + j] = SHARPNESS * dot;
    }
  }
  return similarities;
}

/** Back through the cosines, the division by the lengths and the weights of one side. */
function backward(
  x: Float64Array,
  { unit, lengths }: Encoded,
  others: Float64Array,
  slopes: Float64Array,
): Float64Array {
  const N = lengths.length;
  const gradient = new Float64Array(D * E);
  for (let i = 0; i < N; i++) {
    const pull = new Float64Array(E);
    for (let j = 0; j < N; j++) {
      const slope = SHARPNESS * slopes[i * N + j]!;
      for (let e = 0; e < E; e++) pull[e]! += slope * others[j * E + e]!;
    }
    const own = unit.subarray(i * E, (i + 1) * E);
    let along = 0;
    for (let e = 0; e < E; e++) along += pull[e]! * own[e]!;
    for (let e = 0; e < E; e++) {
      const slope = (pull[e]! - along * own[e]!) / lengths[i]!;
      for (let d = 0; d < D; d++) gradient[d * E + e]! += slope * x[i * D + d]!;
    }
  }
  return gradient;
}
