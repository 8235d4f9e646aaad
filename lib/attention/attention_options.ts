import type { GpuArray } from "../gpu/mod.ts";

/** Sizes and rules of one attention. */
export interface AttentionOptions {
  /** B; 1 unless given. */
  batch?: number;
  /** H, heads of the queries. */
  heads: number;
  /** Heads of keys and values, a divisor of H: neighbouring query heads share one. H unless given. */
  kvHeads?: number;
  /** Rows of q a head. */
  queries: number;
  /** Rows of k and v a head; as many as queries unless given. */
  keys?: number;
  /** Rows k and v have room for a head, as a cache does; `keys` unless given. */
  keyRows?: number;
  /** D, at most 128. */
  width: number;
  /** What products of q and k are multiplied with; 1 / sqrt(D) unless given. */
  scale?: number;
  /** Query i sees keys up to i + keys - queries: the last query sees all. */
  causal?: boolean;
  /**
   * Added to the scores: (queries, keys), for all or once a batch entry or once a batch entry and head.
   * A key at -1e29 or below is hidden; write -1e30.
   */
  mask?: GpuArray<"f32">;
  /**
   * One word for 64 queries by 64 keys, (ceil(queries / 64), ceil(keys / 64)): 0 hides the block, and
   * it is skipped.
   */
  blocks?: GpuArray<"u32">;
}

/** What is attended with: q is (B, H, queries, D), k and v are (B, kvHeads, keyRows, D). */
export interface AttentionInputs {
  /** Queries. */
  q: GpuArray<"f32">;
  /** Keys. */
  k: GpuArray<"f32">;
  /** Values. */
  v: GpuArray<"f32">;
}
