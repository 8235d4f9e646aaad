/**
 * Modules of networks over tensors: parameters by PyTorch's names, layers, initialisers.
 *
 * @module
 */
export { Embedding, type EmbeddingOptions } from "./embedding.ts";
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
export { Module, type ModuleStart } from "./module.ts";
export { orthogonal } from "./orthogonal.ts";
export { RmsNorm, type RmsNormOptions } from "./rms_norm.ts";
export type { LoadOptions, State, StateArray } from "./state.ts";
