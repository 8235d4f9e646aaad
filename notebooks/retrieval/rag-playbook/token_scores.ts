import type { Gpu } from "@rederive/lib/gpu";
import { maxSimIndex, maxSimScores } from "@rederive/lib/retrieval";
import type { Rows } from "./dense_scores.ts";

/** A vector of length 1 for each token of several texts. */
export interface Tokens {
  readonly width: number;
  /** (tokens of all texts, width). */
  readonly vectors: Float32Array<ArrayBuffer>;
  /** Text n has rows starts[n] to starts[n + 1] - 1. */
  readonly starts: ArrayLike<number>;
}

/** Stored tokens at length 1. */
export function tokensOf({ values, width, starts }: Rows & { starts: ArrayLike<number> }): Tokens {
  const vectors = values.slice();
  for (let at = 0; at < vectors.length; at += width) {
    let squares = 0;
    for (let d = at; d < at + width; d++) squares += vectors[d]! ** 2;
    for (let d = at; d < at + width; d++) vectors[d]! /= Math.sqrt(squares);
  }
  return { width, vectors, starts };
}

/** Rows as texts of a single token. */
export function eachAlone({ values, width }: Rows): Tokens {
  return tokensOf({
    values,
    width,
    starts: Array.from({ length: values.length / width + 1 }, (_, i) => i),
  });
}

/**
 * Late interaction, divided by the tokens of the question: the mean over them of the best cosine with
 * any token of a text. A list for each question, in the order of the texts.
 */
export async function bestTokens(
  gpu: Gpu,
  questions: Tokens,
  texts: Tokens,
): Promise<Float64Array<ArrayBuffer>[]> {
  using index = await maxSimIndex(gpu, texts, { width: texts.width, normalized: true });
  using scores = await maxSimScores(gpu, questions, index);
  const sums = await gpu.read(scores);
  const count = texts.starts.length - 1;
  return Array.from({ length: questions.starts.length - 1 }, (_, q) => {
    const tokens = questions.starts[q + 1]! - questions.starts[q]!;
    return Float64Array.from(sums.subarray(q * count, (q + 1) * count), (sum) => sum / tokens);
  });
}

/** Some texts, and behind them the same texts again, each as one token: the mean of its own. */
export function withMeans(tokens: Tokens, places: readonly number[]): Tokens {
  const { width, vectors, starts } = tokens;
  const parts = places.map((i) => vectors.subarray(width * starts[i]!, width * starts[i + 1]!));
  const means = parts.map((part) => {
    const sum = new Float32Array(width);
    for (let at = 0; at < part.length; at++) sum[at % width]! += part[at]!;
    return sum;
  });
  const all = [...parts, ...means];
  const ends = [0];
  for (const { length } of all) ends.push(ends.at(-1)! + length / width);
  return tokensOf({
    width,
    values: Float32Array.from(all.flatMap((part) => [...part])),
    starts: ends,
  });
}
