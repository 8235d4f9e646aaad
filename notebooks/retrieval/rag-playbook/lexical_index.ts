import { invertDocuments, type InvertedDocuments } from "@rederive/lib/retrieval";
import { wordsOf } from "./words.ts";

/** Texts as numbers of words, and where each word is. */
export interface LexicalIndex {
  readonly postings: InvertedDocuments;
  /** The words of each text, by number. */
  readonly documents: readonly (readonly number[])[];
  /** How rare each word is: ln(1 + (N - df + 0.5) / (df + 0.5)), as in BM25. */
  readonly rarity: Float64Array<ArrayBuffer>;
  /** The known words of a text, by number. */
  numbersOf(text: string): number[];
}

/** Indexes texts by their words. */
export function lexicalIndex(texts: readonly string[]): LexicalIndex {
  const numbers = new Map<string, number>();
  const documents = texts.map((text) =>
    wordsOf(text).map((word) => {
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      return numbers.get(word)!;
    })
  );
  const postings = invertDocuments(documents, { terms: numbers.size });
  return {
    postings,
    documents,
    rarity: Float64Array.from({ length: numbers.size }, (_, word) => {
      const df = postings.starts[word + 1]! - postings.starts[word]!;
      return Math.log(1 + (texts.length - df + 0.5) / (df + 0.5));
    }),
    numbersOf: (text) =>
      wordsOf(text).flatMap((word) => numbers.has(word) ? [numbers.get(word)!] : []),
  };
}
