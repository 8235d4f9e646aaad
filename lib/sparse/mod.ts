/**
 * Matrices that are mostly zeros: in compressed rows, times dense ones, forward and backward.
 *
 * @module
 */
export type { Compressed } from "./compressed.ts";
export { type Coordinates, sparseFromCoordinates } from "./from_coordinates.ts";
export type { Grouping } from "./grouping.ts";
export { multiplySparse, type MultiplySparseOptions } from "./multiply_sparse.ts";
export { type Side, type SparseMatrix, sparseMatrix } from "./sparse_matrix.ts";
export { type SparseGradientOptions, sparseValuesGradient } from "./sparse_values_gradient.ts";
