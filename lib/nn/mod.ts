/**
 * Modules of networks over tensors: parameters by PyTorch's names, layers, blocks, initialisers.
 *
 * @module
 */
export { type ActivationName } from "./activations.ts";
export { Block, type BlockForwardOptions, type BlockOptions } from "./block.ts";
export { Dropout } from "./dropout.ts";
export { Embedding, type EmbeddingOptions } from "./embedding.ts";
export type { ForwardOptions } from "./forward_options.ts";
export {
  boundedUniform,
  type Initialiser,
  type InitOptions,
  kaimingNormal,
  type KaimingOptions,
  kaimingUniform,
  ones,
  scaledNormal,
  truncatedNormal,
  xavierNormal,
  type XavierOptions,
  xavierUniform,
  zeros,
} from "./initialisers.ts";
export { LayerNorm, type LayerNormOptions } from "./layer_norm.ts";
export { Linear, type LinearOptions } from "./linear.ts";
export { Mlp, type MlpOptions } from "./mlp.ts";
export { Module, type ModuleStart } from "./module.ts";
export {
  type AttendOptions,
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
} from "./multi_head_attention.ts";
export { orthogonal } from "./orthogonal.ts";
export { RmsNorm, type RmsNormOptions } from "./rms_norm.ts";
export { type Layer, Sequential } from "./sequential.ts";
export type { LoadOptions, State, StateArray } from "./state.ts";
