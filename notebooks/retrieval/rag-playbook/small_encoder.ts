import { key, normal } from "@rederive/lib/random";

/** A text as the words of a vocabulary, each with its weight. */
export interface Bag {
  readonly words: readonly number[];
  readonly weights: readonly number[];
}

/** A vector a word, V rows of D; a text is the weighted sum of its words' vectors, at length 1. */
export interface SmallEncoder {
  readonly width: number;
  readonly table: Float64Array;
}

/** An encoder with random vectors. */
export function smallEncoder(
  words: number,
  { width, seed }: { width: number; seed: number },
): SmallEncoder {
  return { width, table: Float64Array.from(normal(key(seed), words * width)) };
}

/** Words that occur once or more, weighted by 1 + ln(times) and their inverse document frequency. */
export function bagOf(words: readonly number[], idf: ArrayLike<number>): Bag {
  const counts = new Map<number, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = [...counts].filter(([word]) => idf[word]! > 0);
  return {
    words: known.map(([word]) => word),
    weights: known.map(([word, count]) => (1 + Math.log(count)) * idf[word]!),
  };
}

/** The vector of a text before it is divided by its length, and that length. */
export function sumOf({ width, table }: SmallEncoder, { words, weights }: Bag) {
  const sum = new Float64Array(width);
  for (const [i, word] of words.entries()) {
    for (let d = 0; d < width; d++) sum[d]! += weights[i]! * table[word * width + d]!;
  }
  return { sum, length: Math.sqrt(sum.reduce((total, x) => total + x * x, 1e-12)) };
}

/** The vector of a text, of length 1. */
export function encode(encoder: SmallEncoder, bag: Bag): Float64Array {
  const { sum, length } = sumOf(encoder, bag);
  return sum.map((x) => x / length);
}

/** The sum of the products, a cosine where both have length 1. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
