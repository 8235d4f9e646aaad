import { stream } from "@rederive/lib/random";
import type { Inputs } from "./network.ts";

/** Documents: D word scores each, and which of K topics each is about. */
export interface Documents extends Inputs {
  /** (count, K), 1 where the topic is there. */
  readonly topics: Float64Array;
  /** How many topics each is about. */
  readonly sizes: readonly number[];
}

/** Documents about as many topics as `sizes` takes turns to say; a document is the sum of its topics and noise. */
export function drawDocuments(
  seed: number,
  { profiles, K, count, sizes }: {
    /** What each topic adds, (K, D). */
    profiles: Float64Array;
    K: number;
    count: number;
    sizes: readonly number[];
  },
): Documents {
  const random = stream(seed);
  const D = profiles.length / K;
  const x = new Float64Array(count * D);
  const topics = new Float64Array(count * K);
  const each = Array.from({ length: count }, (_, i) => sizes[i % sizes.length]!);
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < D; d++) x[i * D + d] = random.normal();
    for (const k of random.shuffle(Array(K).keys()).slice(0, each[i])) {
      topics[i * K + k] = 1;
      for (let d = 0; d < D; d++) x[i * D + d]! += profiles[k * D + d]!;
    }
  }
  return { x, count, topics, sizes: each };
}

/** What a softmax can be asked to give: the topics in equal shares, and all K where there is none. */
export function sharesOf({ topics, sizes }: Documents): Float64Array {
  const K = topics.length / sizes.length;
  return topics.map((there, at) => {
    const n = sizes[Math.floor(at / K)]!;
    return n === 0 ? 1 / K : there / n;
  });
}

/** Micro-averaged F1 of calling every topic above the threshold present. */
export function microF1(scores: Float64Array, topics: Float64Array, threshold: number): number {
  let [hits, called, present] = [0, 0, 0];
  for (let at = 0; at < scores.length; at++) {
    const isCalled = scores[at]! > threshold;
    if (isCalled) called++;
    if (topics[at] === 1) present++;
    if (isCalled && topics[at] === 1) hits++;
  }
  return 2 * hits / (called + present);
}

/** The threshold, of 99 equally far apart in probability, with the largest F1. */
export function bestThreshold(scores: Float64Array, topics: Float64Array): number {
  const thresholds = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
  const values = thresholds.map((t) => microF1(scores, topics, t));
  return thresholds[values.indexOf(Math.max(...values))]!;
}
