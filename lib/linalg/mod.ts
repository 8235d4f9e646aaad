/**
 * Many small matrices at once: products, factors, solutions, eigenvalues, rotations; and the largest
 * difference of two arrays.
 *
 * @module
 */
export { type AdjointOptions, adjointsOfPoses } from "./adjoints.ts";
export { batchedMatmul, type BatchedMatmulOptions, batchedMatvec } from "./batched_matmul.ts";
export { checkInfo } from "./check_info.ts";
export { type Cholesky, cholesky, choleskySolve, type SolveOptions } from "./cholesky.ts";
export { determinant } from "./determinant.ts";
export { hatsOfVectors } from "./hats.ts";
export { type InverseRoot, inverseRoot, type InverseRootOptions } from "./inverse_root.ts";
export { type Lu, lu, luSolve } from "./lu.ts";
export { type SquareOptions } from "./matrices.ts";
export { maxAbsDifference } from "./max_abs_difference.ts";
export { randomRotations, rotationsFromQuaternions } from "./rotations.ts";
export { inverse, solve, type Solved } from "./solve.ts";
export { type Svd3, svd3 } from "./svd3.ts";
export { type SymmetricEigen, symmetricEigen } from "./symmetric_eigen.ts";
