import { checkBinding } from "../gpu/check_array.ts";
import type { Gpu } from "../gpu/mod.ts";
import { type TopK, topK } from "../sort/mod.ts";
import type { NearestOptions } from "./cosine_top_k.ts";
import { checkFound, filterScores } from "./filter_scores.ts";
import type { MaxSimIndex, TokenRows } from "./max_sim_index.ts";
import { maxSimScores } from "./max_sim_scores.ts";

/**
 * The k documents with the highest `maxSimScores()` for each query: Q queries to (Q, k) scores from the
 * highest on, and which documents they are of; of equal ones the first. To score again what another
 * search found, let `among` say what that was.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { maxSimIndex, maxSimTopK } from "@rederive/lib/retrieval";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const documents = { vectors: Float32Array.of(-2, 0, 1, 0, 0, 1), starts: [0, 1, 3] };
 * using index = await maxSimIndex(gpu, documents, { width: 2 });
 * const query = { vectors: Float32Array.of(3, 0, 0, 5), starts: [0, 2] };
 * const { values, indices } = await maxSimTopK(gpu, query, index, { k: 2 });
 * using _ = values;
 * using __ = indices;
 * deepEqual([...await gpu.read(indices)], [1, 0]);
 * ```
 */
export async function maxSimTopK(
  gpu: Gpu,
  queries: TokenRows,
  index: MaxSimIndex,
  { k, among }: NearestOptions,
): Promise<TopK<"f32">> {
  const action = `find the best ${k} documents`;
  checkFound(action, { k, among, count: index.documents });
  const rows = queries.starts.length - 1;
  checkBinding(gpu, action, "the result", Math.max(0, rows) * k * 4);
  using scores = await maxSimScores(gpu, queries, index);
  if (rows === 0) return { values: gpu.empty("f32", 0), indices: gpu.empty("u32", 0) };
  using filtered = among && await filterScores(gpu, scores, among);
  return await topK(gpu, filtered ?? scores, { k, rows });
}
