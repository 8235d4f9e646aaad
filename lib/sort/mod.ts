/**
 * Stable sorting of keys, alone, with values or as positions; the largest few without sorting all.
 *
 * @module
 */
export { argsort, sort, type SortOptions, type SortPairs, sortPairs } from "./sort.ts";
export type { TopK } from "./select.ts";
export { topK, type TopKOptions } from "./top_k.ts";
