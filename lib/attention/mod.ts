/**
 * Attention: scaled dot products of any shape, forward and backward, rotary positions, and a cache of
 * keys and values.
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
export { KvCache, type KvCacheOptions } from "./kv_cache.ts";
export { rope, ropeGradient, type RopeOptions } from "./rope.ts";
