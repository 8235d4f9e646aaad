import type { Postings } from "./postings.ts";

/** Which TF-IDF. */
export interface TfIdfOptions {
  /** A term that is there tf times weighs 1 + ln tf rather than tf; false unless given. */
  sublinear?: boolean;
  /**
   * idf is ln((N + 1) / (df + 1)) + 1, as if one more document held every term, rather than
   * ln(N / df) + 1; true unless given. Both are scikit-learn's.
   */
  smooth?: boolean;
}

/**
 * The cosine of a query's TF-IDF vector with every document's, in f64 without a GPU; 0 where one has no
 * term. A query's term that no document holds has no place in the vectors, as in scikit-learn, or it
 * would only make all scores smaller.
 *
 * @param query Term numbers of the postings; a term that occurs twice counts twice.
 * @throws {RangeError} when a term is not among those of the postings.
 *
 * @example
 * ```ts
 * import { invertDocuments, tfIdfOnHost } from "@rederive/lib/retrieval";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const postings = invertDocuments([[0, 1], [1, 1]], { terms: 2 });
 * const [first, second] = tfIdfOnHost(postings, [1]);
 * equal(second! > 0.999 && first! < 0.6, true);
 * ```
 */
export function tfIdfOnHost(
  { starts, documents, frequencies, lengths }: Postings,
  query: readonly number[],
  { sublinear = false, smooth = true }: TfIdfOptions = {},
): Float64Array<ArrayBuffer> {
  const count = lengths.length;
  const terms = starts.length - 1;
  const asked = new Map<number, number>();
  for (const term of query) {
    if (!Number.isInteger(term) || term < 0 || term >= terms) {
      throw new RangeError(
        `Cannot score documents: the query has term ${term}, wanted one of 0 to ${terms - 1}`,
      );
    }
    asked.set(term, (asked.get(term) ?? 0) + 1);
  }
  const weigh = (tf: number) => sublinear ? 1 + Math.log(tf) : tf;
  const [dots, squares] = [new Float64Array(count), new Float64Array(count)];
  let own = 0;
  for (let term = 0; term < terms; term++) {
    const df = starts[term + 1]! - starts[term]!;
    if (df === 0) continue;
    const idf = 1 + Math.log(smooth ? (count + 1) / (df + 1) : count / df);
    const wanted = asked.has(term) ? weigh(asked.get(term)!) * idf : 0;
    own += wanted ** 2;
    for (let i = starts[term]!; i < starts[term + 1]!; i++) {
      const weight = weigh(frequencies[i]!) * idf;
      squares[documents[i]!]! += weight ** 2;
      dots[documents[i]!]! += weight * wanted;
    }
  }
  return dots.map((dot, d) => dot === 0 ? 0 : dot / Math.sqrt(own * squares[d]!));
}
