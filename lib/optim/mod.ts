/**
 * Optimizers over tensors: gradient descent with momentum, AdaGrad, RMSProp, Adam, AdamW, parameter
 * groups, clipping, schedules, accumulation, moving averages.
 *
 * @module
 */
export { accumulate, type Accumulator } from "./accumulate.ts";
export { adaGrad, type AdaGradOptions } from "./ada_grad.ts";
export { adam, type AdamOptions, adamW } from "./adam.ts";
export { clipByNorm } from "./clip_by_norm.ts";
export { clipByValue } from "./clip_by_value.ts";
export { type Ema, ema } from "./ema.ts";
export type { CommonOptions, ParameterGroup, Trained } from "./groups.ts";
export type { Optimizer, StepOptions } from "./optimizer.ts";
export { rmsProp, type RmsPropOptions } from "./rms_prop.ts";
export {
  cosine,
  exponential,
  inverseSqrt,
  linearDecay,
  oneCycle,
  type Schedule,
  stairs,
  warmup,
  type WarmupOptions,
} from "./schedules.ts";
export { sgd, type SgdOptions } from "./sgd.ts";
export { train, type Training, type TrainOptions } from "./train.ts";
