/**
 * What layers of networks do to rows of arrays: softmax, cross-entropy, norms, forward and backward.
 *
 * @module
 */
export { crossEntropy, crossEntropyGradient, type Targets } from "./cross_entropy.ts";
export {
  layerNorm,
  layerNormGradients,
  type LayerNormOptions,
  type NormGradients,
  rmsNorm,
  rmsNormGradients,
  type RmsNormOptions,
} from "./norm.ts";
export { logSoftmax, logSoftmaxGradient, softmax, softmaxGradient } from "./softmax.ts";
export type { RowOptions } from "./run_rows.ts";
