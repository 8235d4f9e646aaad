/**
 * Finding things: the nearest vectors by cosine, the best documents by BM25.
 *
 * @module
 */
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
export { normalizeRows, type VectorOptions } from "./normalize_rows.ts";
export { invertDocuments, type InvertedDocuments, type Postings } from "./postings.ts";
