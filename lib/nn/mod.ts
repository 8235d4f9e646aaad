/**
 * Modules of networks over tensors: parameters by PyTorch's names, layers, blocks, adapters,
 * initialisers. A pass that trains is given `random`, which dropout draws from; modules remember
 * nothing of a pass.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Linear, Sequential } from "@rederive/lib/nn";
 * import { adamW } from "@rederive/lib/optim";
 * import { stream } from "@rederive/lib/random";
 * import { evaluate, grad, mean, read, recordStep, square, sub, tanh, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), { shape: [4, 2] });
 * using y = tensor(gpu, Float32Array.of(0, 1, 1, 0), { shape: [4, 1] });
 * const random = stream(0);
 * using net = new Sequential(gpu, [
 *   new Linear(gpu, { inputs: 2, outputs: 8, random }),
 *   tanh,
 *   new Linear(gpu, { inputs: 8, outputs: 1, random }),
 * ]);
 * using optimizer = adamW(net.parameters(), { learningRate: 0.1, weightDecay: 0 });
 * using step = await recordStep(gpu, async () => {
 *   const loss = mean(square(sub(net.forward(x), y)));
 *   const slopes = grad(loss, net.parameters());
 *   await evaluate([loss, ...slopes]);
 *   await optimizer.step(slopes);
 *   return { loss };
 * });
 * for (let i = 1; i < 100; i++) await step.run();
 * const [loss] = await read(step.outputs.loss);
 * if (loss! > 0.01) throw new Error(`exclusive or was not learned: ${loss}`);
 * ```
 *
 * @module
 */
export { type ActivationName } from "./activations.ts";
export { loadParameters } from "./load_parameters.ts";
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
