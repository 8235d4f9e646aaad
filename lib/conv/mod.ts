/**
 * Convolution, pooling and their gradients, and the windows under them, unfolded and folded.
 *
 * @module
 */
export { type Activation } from "../matmul/activations.ts";
export { conv2d, type Conv2dOptions, type ConvSizes } from "./conv2d.ts";
export {
  type Conv2dGradients,
  conv2dGradients,
  conv2dInputGradient,
  conv2dWeightGradient,
} from "./conv2d_gradients.ts";
export { averagePool2d, averagePool2dGradient } from "./average_pool.ts";
export { maxPool2d, maxPool2dGradient, type MaxPooled } from "./max_pool.ts";
export { type PoolOptions } from "./pool_call.ts";
export { fold, unfold } from "./unfold.ts";
export { type Pair, type WindowOptions } from "./windows.ts";
