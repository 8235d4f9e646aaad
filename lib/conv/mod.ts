/**
 * Convolution and its gradients, and the windows under them, unfolded and folded.
 *
 * @module
 */
export { type Activation } from "../rows/activations.ts";
export { conv2d, type Conv2dOptions, type ConvSizes } from "./conv2d.ts";
export {
  type Conv2dGradients,
  conv2dGradients,
  conv2dInputGradient,
  conv2dWeightGradient,
} from "./conv2d_gradients.ts";
export { fold, unfold } from "./unfold.ts";
export { type Pair, type WindowOptions } from "./windows.ts";
