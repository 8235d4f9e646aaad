import { type Bm25Options, inverseFrequency, saturationOf } from "./bm25_variant.ts";
import type { Postings } from "./postings.ts";

/**
 * The BM25 score of every document for one query, in f64 without a GPU: for a page whose reader has
 * none, and for a list short enough. Terms that occur twice in the query count twice.
 *
 * @param query Term numbers of the postings; others are an error.
 * @throws {RangeError} when a term is not among those of the postings.
 *
 * @example
 * ```ts
 * import { bm25OnHost, invertDocuments } from "@rederive/lib/retrieval";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const postings = invertDocuments([[0, 1], [1, 1]], { terms: 2 });
 * const [first, second] = bm25OnHost(postings, [0]);
 * equal(first! > 0 && second === 0, true);
 * ```
 */
export function bm25OnHost(
  { starts, documents, frequencies, lengths }: Postings,
  query: readonly number[],
  options: Bm25Options = {},
): Float64Array<ArrayBuffer> {
  const { k1, b, scale, shift, bonus } = saturationOf("score documents", options);
  const n = lengths.length;
  const mean = Array.from(lengths).reduce((sum, length) => sum + length, 0) / n;
  const scores = new Float64Array(n);
  for (const term of query) {
    const [start, end] = [starts[term], starts[term + 1]];
    if (start === undefined || end === undefined) {
      throw new RangeError(
        `Cannot score documents: the query has term ${term}, wanted one of 0 to ${
          starts.length - 2
        }`,
      );
    }
    const weight = inverseFrequency(options.idf ?? options.variant ?? "lucene", n, end - start);
    for (let i = start; i < end; i++) {
      const document = documents[i]!;
      const norm = 1 - b + b * lengths[document]! / mean;
      const u = frequencies[i]! / norm + shift;
      scores[document]! += weight * (scale * u / (u + k1) + bonus);
    }
  }
  return scores;
}
