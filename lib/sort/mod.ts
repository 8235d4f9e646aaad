/**
 * Stable sorting of keys, alone, with values or as positions.
 *
 * @module
 */
export { argsort, sort, type SortOptions, type SortPairs, sortPairs } from "./sort.ts";
