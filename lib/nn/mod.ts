/**
 * Modules of networks over tensors: parameters by PyTorch's names, layers, blocks, initialisers.
 *
 * @module
 */
export { type ActivationName } from "./activations.ts";
export { Block, type BlockForwardOptions, type BlockOptions } from "./block.ts";
export { Conv2d, type Conv2dOptions } from "./conv2d.ts";
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
export { GruCell } from "./gru_cell.ts";
export { LayerNorm, type LayerNormOptions } from "./layer_norm.ts";
export { Linear, type LinearOptions } from "./linear.ts";
export { Lora, type LoraOptions, withLora } from "./lora.ts";
export { LstmCell, type LstmState } from "./lstm_cell.ts";
export { Mlp, type MlpOptions } from "./mlp.ts";
export { Module, type ModuleStart } from "./module.ts";
export {
  type AttendOptions,
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
} from "./multi_head_attention.ts";
export { orthogonal } from "./orthogonal.ts";
export { type CellOptions, RecurrentCell } from "./recurrent_cell.ts";
export { RmsNorm, type RmsNormOptions } from "./rms_norm.ts";
export { type Layer, Sequential } from "./sequential.ts";
export type { LoadOptions, State, StateArray } from "./state.ts";
