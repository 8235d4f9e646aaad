import type { Gpu } from "@rederive/lib/gpu";
import type { Pair } from "@rederive/lib/matching";
import type { Sequential } from "@rederive/lib/nn";
import { foldIn, key, stream } from "@rederive/lib/random";
import {
  add,
  crossEntropy,
  div,
  matmul,
  mean,
  mul,
  sqrt,
  square,
  sum,
  type Tensor,
  transpose,
} from "@rederive/lib/tensor";
import { CHANNELS } from "./features.ts";
import { makeHead, rowsAt, trainHead } from "./train_head.ts";

/** Numbers of a descriptor, as in MASt3R. */
export const WIDTH = 24;
/** Of InfoNCE. */
export const TEMPERATURE = 0.07;
/** Matches of a step. */
const MATCHES = 128;

/** Features of the pixels of two views, and which of them show the same. */
export interface MatchedFeatures {
  readonly features: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
  readonly pairs: readonly Pair[];
}

/** How a matching head is trained. */
export interface MatchingOptions {
  readonly seed: number;
  readonly steps: number;
  /** Partners are dealt out at random. */
  readonly mismatched?: boolean;
}

/** A matching head as it starts. */
export function makeMatchingHead(gpu: Gpu, { seed }: { seed: number }): Sequential {
  return makeHead(gpu, { inputs: CHANNELS, outputs: WIDTH, random: stream(foldIn(key(seed), 61)) });
}

/** Rows (..., D) over their lengths. */
export function toLengthOne(x: Tensor): Tensor {
  return div(x, sqrt(add(sum(square(x), { axes: [-1], keepDims: true }), 1e-12)));
}

/** A head's descriptors: what it gives, brought to length 1. */
export function describe(head: Sequential): (features: Tensor) => Tensor {
  return (features) => toLengthOne(head.forward(features));
}

/** The mean cross-entropy of choosing the partner, among the rows and among the columns. */
export function infoNce(first: Tensor, second: Tensor): Tensor {
  const logits = mul(matmul(first, transpose(second)), 1 / TEMPERATURE);
  const own = Int32Array.from({ length: first.shape[0]! }, (_, n) => n);
  return add(mean(crossEntropy(logits, own)), mean(crossEntropy(transpose(logits), own)));
}

/** A matching head, trained by InfoNCE on true matches of some pairs of views. */
export async function trainMatchingHead(
  gpu: Gpu,
  set: readonly MatchedFeatures[],
  { seed, steps, mismatched = false }: MatchingOptions,
): Promise<Sequential> {
  const head = makeMatchingHead(gpu, { seed });
  const random = stream(foldIn(key(seed), 62));
  const forward = describe(head);
  await trainHead(gpu, head, {
    rows: MATCHES,
    steps,
    next: () => {
      const { features, pairs } = set[random.integer(set.length)]!;
      const chosen = random.shuffle(pairs).slice(0, MATCHES);
      const partners = mismatched ? random.shuffle(chosen) : chosen;
      return {
        first: rowsAt(features[0], chosen.map(([i]) => i), CHANNELS),
        second: rowsAt(features[1], partners.map(([, j]) => j), CHANNELS),
      };
    },
    loss: (first, second) => infoNce(forward(first), forward(second)),
  });
  return head;
}
