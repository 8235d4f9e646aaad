/**
 * Oracles: each formula once more, in f64 or exact integers, written as it reads and sharing nothing
 * with the kernels it judges.
 *
 * @module
 */
export { activations, normalCdf } from "./activations.ts";
export { type Attention, attention, attentionGradient } from "./attention.ts";
export { avalanche } from "./avalanche.ts";
export { bm25, type Bm25Formula } from "./bm25.ts";
export { broadcast, type Shaped } from "./broadcast.ts";
export { categoricalScores } from "./categorical.ts";
export { conv2d, conv2dGradients, type ConvShape, fold, unfold } from "./conv.ts";
export { clusterMeans, type Rows, squaredDistances } from "./cluster.ts";
export { cosines } from "./cosines.ts";
export { embedding, embeddingGradient } from "./embedding.ts";
export { singularValues3, symmetricEigenvalues } from "./eigenvalues.ts";
export { cholesky, type Sides, solve } from "./factors.ts";
export { gather, type Gathered } from "./gather.ts";
export { histogram } from "./histogram.ts";
export { inverseRoot } from "./inverse_root.ts";
export { matmul, transpose } from "./matmul.ts";
export { maxSim, type TokenLists } from "./max_sim.ts";
export { layerNorm, rmsNorm } from "./norm.ts";
export { normalQuantile } from "./normal_quantile.ts";
export { philox } from "./philox.ts";
export { averagePool2d, maxPool2d, poolGradients, type PoolShape } from "./pool.ts";
export { type CastHit, castRay, type CastSolid } from "./ray_cast.ts";
export { reduce } from "./reduce.ts";
export { adjointOf, hatOf, rotationOf, type Vector } from "./rigid.ts";
export { rope } from "./rope.ts";
export { logSoftmax, softmax } from "./softmax.ts";
export { scan, type Scanned } from "./scan.ts";
export { argsort, type Sorted } from "./sort.ts";
export { dense, type Entry } from "./sparse.ts";
export { threefry } from "./threefry.ts";
export { topK } from "./top_k.ts";
