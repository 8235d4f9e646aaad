/**
 * Finding things: the nearest vectors by cosine, the best documents by BM25, TF-IDF and late
 * interaction; several of these fused; and how good what was found is.
 *
 * @module
 */
export { bestOf, type BestOptions } from "./best_of.ts";
export { type Bm25Index, bm25Index, type PostingsPart } from "./bm25_index.ts";
export { type Bm25Queries, bm25Scores } from "./bm25_scores.ts";
export { bm25OnHost } from "./bm25_on_host.ts";
export { bm25TopK } from "./bm25_top_k.ts";
export type { Bm25Options, Bm25Variant } from "./bm25_variant.ts";
export { cosineTopK, type NearestOptions } from "./cosine_top_k.ts";
export {
  type DenseBlock,
  type DenseIndex,
  denseIndex,
  type DenseIndexOptions,
} from "./dense_index.ts";
export { type Fused, fuseRankings, type FuseRankingsOptions } from "./fuse_rankings.ts";
export { fuseScores, type FuseScoresOptions } from "./fuse_scores.ts";
export {
  type MaxSimBlock,
  type MaxSimIndex,
  maxSimIndex,
  type MaxSimIndexOptions,
  type TokenRows,
} from "./max_sim_index.ts";
export { maxSimScores } from "./max_sim_scores.ts";
export { maxSimTopK } from "./max_sim_top_k.ts";
export { ndcgAt, type NdcgOptions } from "./ndcg_at.ts";
export { normalizeRows, type VectorOptions } from "./normalize_rows.ts";
export { invertDocuments, type InvertedDocuments, type Postings } from "./postings.ts";
export { type CutOptions, recallAt } from "./recall_at.ts";
export { reciprocalRank } from "./reciprocal_rank.ts";
export { tfIdfOnHost, type TfIdfOptions } from "./tf_idf_on_host.ts";
