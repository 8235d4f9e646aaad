import { bytePair } from "@rederive/lib/text";
import type { Chunk } from "./chunks.ts";
import { dct, inverseDct } from "./dct.ts";
import { learnMerges } from "./learn_merges.ts";

/** A tokenizer of action chunks. */
export interface Fast {
  readonly encode: (chunk: Chunk) => number[];
  readonly decode: (tokens: readonly number[]) => Chunk;
}

/** Settings of `fitFast()`. */
export interface FastOptions {
  /** Coefficients are multiplied with it and rounded: the larger, the finer. */
  readonly scale: number;
  /** Tokens there are. */
  readonly vocabulary: number;
  /** Steps of a chunk, and numbers of an action. */
  readonly steps: number;
  readonly dimensions: number;
}

/**
 * FAST (https://arxiv.org/abs/2501.09747): a DCT of each dimension, rounded; all dimensions of the
 * lowest frequency first, then those of the next; byte pairs of these integers, learned from chunks.
 */
export function fitFast(chunks: readonly Chunk[], options: FastOptions): Fast {
  const { scale, vocabulary: size, steps, dimensions } = options;
  const integers = chunks.map((chunk) => quantise(chunk, scale));
  const all = integers.flat();
  const low = all.reduce((a, b) => Math.min(a, b));
  const high = all.reduce((a, b) => Math.max(a, b));
  const letter = (value: number) =>
    String.fromCodePoint(FIRST + Math.min(high, Math.max(low, value)) - low);
  const wordOf = (values: readonly number[]) => values.map(letter).join("");
  const letters = Array.from({ length: high - low + 1 }, (_, i) => letter(low + i));
  const learned = learnMerges(integers.map(wordOf), { letters, size });
  const cut = bytePair(learned.vocabulary, learned.merges);
  const words = [...learned.vocabulary.keys()];
  return {
    encode: (chunk) => [...cut(wordOf(quantise(chunk, scale)))],
    decode(tokens) {
      const values = Array.from(
        tokens.map((token) => words[token]!).join(""),
        (each) => each.codePointAt(0)! - FIRST + low,
      );
      return restore(values, { scale, steps, dimensions });
    },
  };
}

/** The first letter, of a range of 20 992 without gaps. */
const FIRST = 0x4e00;

/** The rounded coefficients of a chunk, those of low frequencies first. */
export function quantise(chunk: Chunk, scale: number): number[] {
  const dimensions = chunk[0]!.length;
  const spectra = Array.from({ length: dimensions }, (_, d) => dct(chunk.map((a) => a[d]!)));
  return chunk.flatMap((_, k) => spectra.map((spectrum) => Math.round(scale * spectrum[k]!)));
}

/** The chunk that rounded coefficients stand for. */
export function restore(
  integers: readonly number[],
  { scale, steps, dimensions }: Omit<FastOptions, "vocabulary">,
): Chunk {
  const columns = Array.from(
    { length: dimensions },
    (_, d) =>
      inverseDct(Array.from({ length: steps }, (_, k) => integers[k * dimensions + d]! / scale)),
  );
  return Array.from({ length: steps }, (_, t) => columns.map((column) => column[t]!));
}
