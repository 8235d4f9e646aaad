/**
 * Many small matrices at once, and the largest difference of two arrays.
 *
 * @module
 */
export { type AdjointOptions, adjointsOfPoses } from "./adjoints.ts";
export { batchedMatmul, type BatchedMatmulOptions, batchedMatvec } from "./batched_matmul.ts";
export { hatsOfVectors } from "./hats.ts";
export { maxAbsDifference } from "./max_abs_difference.ts";
export { randomRotations, rotationsFromQuaternions } from "./rotations.ts";
