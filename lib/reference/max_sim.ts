/** Texts as lists of their tokens' vectors. */
export type TokenLists = readonly (readonly ArrayLike<number>[])[];

/**
 * Late interaction in f64: for each query and document, the sum over the query's tokens of the largest
 * cosine with a token of the document; 0 for a vector without a length.
 *
 * @example
 * ```ts
 * import { maxSim } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(maxSim([[[3, 4], [0, 2]]], [[[6, 8]], [[0, 1], [1, 0]]]), [[1.8, 1.8]]);
 * ```
 */
export function maxSim(queries: TokenLists, documents: TokenLists): number[][] {
  return queries.map((query) =>
    documents.map((document) =>
      query.reduce((sum, a) => sum + Math.max(...document.map((b) => cosine(a, b))), 0)
    )
  );
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0;
  for (let i = 0; i < a.length; i++) dot += a[i]! * b[i]!;
  const lengths = Math.hypot(...Array.from(a)) * Math.hypot(...Array.from(b));
  return lengths === 0 ? 0 : dot / lengths;
}
