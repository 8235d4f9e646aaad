/**
 * Running and total combinations of elements under any associative operation.
 *
 * @module
 */
export { MAX, MIN, type Monoid, PRODUCT, SUM } from "./monoid.ts";
export { discountedSum, fold, type FoldOptions, scan, type ScanOptions } from "./scan.ts";
