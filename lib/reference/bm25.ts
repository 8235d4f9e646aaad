/** Which BM25, all parameters given. */
export interface Bm25Formula {
  /** The weight of term frequencies, by its name in table 1 of Kamphuis et al. (ECIR 2020). */
  tf: "robertson" | "lucene" | "atire" | "bm25l" | "bm25+";
  /** The inverse document frequency, by the same names. */
  idf: "robertson" | "lucene" | "atire" | "bm25l" | "bm25+";
  /** How slowly repetitions saturate. */
  k1: number;
  /** How much length counts, from 0 to 1. */
  b: number;
  /** What bm25l and bm25+ add; the others ignore it. */
  delta: number;
}

/**
 * The BM25 score of every document, a list of terms each, for a query, in f64 and as the formulas
 * read. Terms of the query that occur twice count twice; documents without a term get nothing for it.
 *
 * @example
 * ```ts
 * import { bm25 } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const formula = { tf: "atire", idf: "atire", k1: 1, b: 0, delta: 0 } as const;
 * deepStrictEqual(bm25([["a", "a"], ["b"]], ["a"], formula), [Math.log(2) * 4 / 3, 0]);
 * ```
 */
export function bm25<T>(
  documents: readonly (readonly T[])[],
  query: readonly T[],
  { tf: name, idf, k1, b, delta }: Bm25Formula,
): number[] {
  const n = documents.length;
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / n;
  return documents.map((document) => {
    let score = 0;
    for (const term of query) {
      const tf = document.filter((each) => each === term).length;
      if (tf === 0) continue;
      const df = documents.filter((each) => each.includes(term)).length;
      const weights = {
        robertson: Math.log((n - df + 0.5) / (df + 0.5)),
        lucene: Math.log(1 + (n - df + 0.5) / (df + 0.5)),
        atire: Math.log(n / df),
        bm25l: Math.log((n + 1) / (df + 0.5)),
        "bm25+": Math.log((n + 1) / df),
      };
      const norm = 1 - b + b * document.length / mean;
      const c = tf / norm;
      const saturated = {
        robertson: tf / (tf + k1 * norm),
        lucene: tf / (tf + k1 * norm),
        atire: (k1 + 1) * tf / (tf + k1 * norm),
        bm25l: (k1 + 1) * (c + delta) / (k1 + c + delta),
        "bm25+": (k1 + 1) * tf / (tf + k1 * norm) + delta,
      };
      score += weights[idf] * saturated[name];
    }
    return score;
  });
}
