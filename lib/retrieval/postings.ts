/** An inverted index: for each term, which documents hold it, and how often. */
export interface Postings {
  /** Term t has postings starts[t] to starts[t + 1] - 1; one more than there are terms. */
  starts: ArrayLike<number>;
  /** The document of each posting, ascending in each term. */
  documents: ArrayLike<number>;
  /** How often the term is in it: positive. */
  frequencies: ArrayLike<number>;
  /** The length of each document in terms. */
  lengths: ArrayLike<number>;
}

/** Postings as typed arrays. */
export interface InvertedDocuments extends Postings {
  /** One more than there are terms. */
  starts: Uint32Array<ArrayBuffer>;
  /** Ascending in each term. */
  documents: Uint32Array<ArrayBuffer>;
  /** Whole numbers. */
  frequencies: Float32Array<ArrayBuffer>;
  /** In terms. */
  lengths: Uint32Array<ArrayBuffer>;
}

/**
 * Turns documents, as lists of term numbers, into an inverted index.
 *
 * @throws {RangeError} when a term is not among `terms`.
 *
 * @example
 * ```ts
 * import { invertDocuments } from "@rederive/lib/retrieval";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const { starts, documents, frequencies, lengths } = invertDocuments([[2, 0, 2], [2]], { terms: 3 });
 * deepEqual([...starts], [0, 1, 1, 3]);
 * deepEqual([...documents], [0, 0, 1]);
 * deepEqual([...frequencies], [1, 2, 1]);
 * deepEqual([...lengths], [3, 1]);
 * ```
 */
export function invertDocuments(
  documents: readonly ArrayLike<number>[],
  { terms }: { terms: number },
): InvertedDocuments {
  const starts = new Uint32Array(terms + 1);
  const last = new Int32Array(terms).fill(-1);
  const eachTerm = (visit: (term: number, document: number) => void) => {
    for (const [d, document] of documents.entries()) {
      for (let i = 0; i < document.length; i++) visit(document[i]!, d);
    }
  };
  eachTerm((term, d) => {
    if (!Number.isInteger(term) || term < 0 || term >= terms) {
      throw new RangeError(
        `Cannot invert documents: document ${d} has term ${term}, ` +
          `wanted one of the ${terms} terms, from 0 on`,
      );
    }
    if (last[term] === d) return;
    last[term] = d;
    starts[term + 1]!++;
  });
  for (let term = 0; term < terms; term++) starts[term + 1]! += starts[term]!;
  const ends = starts.slice();
  const postings = {
    starts,
    documents: new Uint32Array(starts[terms]!),
    frequencies: new Float32Array(starts[terms]!),
    lengths: Uint32Array.from(documents, ({ length }) => length),
  };
  last.fill(-1);
  eachTerm((term, d) => {
    if (last[term] !== d) postings.documents[ends[term]!++] = d;
    last[term] = d;
    postings.frequencies[ends[term]! - 1]!++;
  });
  return postings;
}
