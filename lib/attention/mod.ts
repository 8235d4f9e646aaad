/**
 * Attention: scaled dot products of any shape, forward and backward.
 *
 * @module
 */
export { type Attended, attention } from "./attention.ts";
export {
  type AttentionGradient,
  attentionGradient,
  type AttentionGradientInputs,
} from "./attention_gradient.ts";
export type { AttentionInputs, AttentionOptions } from "./attention_options.ts";
