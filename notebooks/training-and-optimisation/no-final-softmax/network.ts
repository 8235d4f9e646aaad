import { stream } from "@rederive/lib/random";
import type { Loss } from "./losses.ts";

/** Examples: `count` rows of D inputs. */
export interface Inputs {
  readonly x: Float64Array;
  readonly count: number;
}

/** Sizes of a network with one hidden layer: D inputs, H hidden, K outputs. */
export interface Sizes {
  readonly D: number;
  readonly H: number;
  readonly K: number;
}

/** A network: outputs = relu(x W1 + b1) W2 + b2, all weights in one array, in that order. */
export interface Network extends Sizes {
  readonly weights: Float64Array;
}

/** Where b1, W2 and b2 begin in the weights, and where they end. */
export function partsOf({ D, H, K }: Sizes) {
  const b1 = D * H;
  const w2 = b1 + H;
  const b2 = w2 + H * K;
  return { b1, w2, b2, end: b2 + K };
}

/** A network with random weights of variance 2 / D and 1 / H, and biases of 0. */
export function makeNetwork(sizes: Sizes, { seed }: { seed: number }): Network {
  const { b1, w2, b2, end } = partsOf(sizes);
  const weights = new Float64Array(end);
  const random = stream(seed);
  for (let i = 0; i < b1; i++) weights[i] = random.normal() * Math.sqrt(2 / sizes.D);
  for (let i = w2; i < b2; i++) weights[i] = random.normal() * Math.sqrt(1 / sizes.H);
  return { ...sizes, weights };
}

/** The outputs for all examples, (count, K). */
export function outputsOf(network: Network, { x, count }: Inputs): Float64Array {
  const { D, H, K } = network;
  const [hidden, row] = [new Float64Array(H), new Float64Array(K)];
  const outputs = new Float64Array(count * K);
  for (let i = 0; i < count; i++) {
    forward(network, x, i * D, hidden, row);
    outputs.set(row, i * K);
  }
  return outputs;
}

/** The gradient of the mean loss over the examples `batch` for all weights, into `gradient`. */
export function gradientInto(
  network: Network,
  { x }: Inputs,
  { batch, loss, gradient }: { batch: ArrayLike<number>; loss: Loss; gradient: Float64Array },
): void {
  const { D, H, K, weights } = network;
  const { b1, w2, b2 } = partsOf(network);
  const [hidden, forHidden] = [new Float64Array(H), new Float64Array(H)];
  const [outputs, slope] = [new Float64Array(K), new Float64Array(K)];
  gradient.fill(0);
  for (let b = 0; b < batch.length; b++) {
    const i = batch[b]!;
    forward(network, x, i * D, hidden, outputs);
    loss(outputs, i, slope);
    for (let k = 0; k < K; k++) gradient[b2 + k]! += slope[k]! /= batch.length;
    for (let j = 0; j < H; j++) {
      const h = hidden[j]!;
      forHidden[j] = 0;
      if (h === 0) continue; // relu is flat here
      let sum = 0;
      for (let k = 0, at = w2 + j * K; k < K; k++, at++) {
        gradient[at]! += h * slope[k]!;
        sum += weights[at]! * slope[k]!;
      }
      forHidden[j] = sum;
      gradient[b1 + j]! += sum;
    }
    for (let d = 0, at = 0; d < D; d++) {
      const input = x[i * D + d]!;
      for (let j = 0; j < H; j++, at++) gradient[at]! += input * forHidden[j]!;
    }
  }
}

function forward(
  { D, H, K, weights }: Network,
  x: Float64Array,
  from: number,
  hidden: Float64Array,
  outputs: Float64Array,
): void {
  // partsOf(), without an object for every example
  const [b1, w2] = [D * H, D * H + H];
  const b2 = w2 + H * K;
  for (let j = 0; j < H; j++) hidden[j] = weights[b1 + j]!;
  for (let d = 0, at = 0; d < D; d++) {
    const input = x[from + d]!;
    for (let j = 0; j < H; j++, at++) hidden[j]! += input * weights[at]!;
  }
  for (let k = 0; k < K; k++) outputs[k] = weights[b2 + k]!;
  for (let j = 0; j < H; j++) {
    const h = hidden[j]! = Math.max(0, hidden[j]!);
    if (h === 0) continue;
    for (let k = 0, at = w2 + j * K; k < K; k++, at++) outputs[k]! += h * weights[at]!;
  }
}
