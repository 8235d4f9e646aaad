import { checkBinding } from "../gpu/check_array.ts";
import type { Gpu } from "../gpu/mod.ts";
import { type TopK, topK } from "../sort/mod.ts";
import type { Bm25Index } from "./bm25_index.ts";
import { type Bm25Queries, bm25Scores } from "./bm25_scores.ts";
import { type Bm25Options } from "./bm25_variant.ts";
import { checkFound, filterScores } from "./filter_scores.ts";
import type { NearestOptions } from "./cosine_top_k.ts";
import { keep } from "./merge.ts";

/** Scores that are in memory at a time. */
const MOST_SCORES = 2 ** 23;

/**
 * The k documents with the highest BM25 scores for each query: Q queries to (Q, k) scores from the
 * highest on, and which documents they are of; of equal ones the first. Where fewer than k documents
 * hold a term of the query, the first ones with a score of 0 fill up. A filter, `among`, holds before
 * anything is found; weights of terms are those of all documents.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { bm25Index, bm25TopK, invertDocuments } from "@rederive/lib/retrieval";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using index = bm25Index(gpu, invertDocuments([[0, 1], [1, 2], [2, 2]], { terms: 3 }));
 * const { values, indices } = await bm25TopK(gpu, index, [[0], [2, 1]], { k: 2 });
 * using _ = values;
 * using __ = indices;
 * deepEqual([...await gpu.read(indices)], [0, 1, 1, 2]);
 * ```
 */
export async function bm25TopK(
  gpu: Gpu,
  index: Bm25Index,
  queries: Bm25Queries,
  { k, among, ...options }: Bm25Options & NearestOptions,
): Promise<TopK<"f32">> {
  const action = `find the best ${k} documents`;
  checkFound(action, { k, among, count: index.documents });
  const count = queries.length;
  checkBinding(gpu, action, "the result", count * k * 4);
  const best = {
    values: gpu.empty("f32", count * k, "best scores"),
    indices: gpu.empty("u32", count * k, "best documents"),
  };
  const batch = Math.max(1, Math.floor(MOST_SCORES / index.documents));
  for (let row = 0; row < count; row += batch) {
    const some = queries.slice(row, row + batch);
    using scores = await bm25Scores(gpu, index, some, options);
    using filtered = among && await filterScores(gpu, scores, among);
    const top = await topK(gpu, filtered ?? scores, { k, rows: some.length });
    using _ = top.values;
    using __ = top.indices;
    const goal = { into: best, width: k, row, column: 0 };
    await keep(gpu, { top, rows: some.length, k }, goal, 0);
  }
  return best;
}
