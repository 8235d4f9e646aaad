/**
 * Optimizers over tensors: gradient descent with momentum, Adam, AdamW, clipping, schedules.
 *
 * @module
 */
export { adam, type AdamOptions, adamW } from "./adam.ts";
export { clipByNorm } from "./clip_by_norm.ts";
export type { Optimizer } from "./optimizer.ts";
export { cosine, type Schedule, stairs, warmup } from "./schedules.ts";
export { sgd, type SgdOptions } from "./sgd.ts";
