/**
 * Tensors that write computations down and run them in few submits, with derivatives of any order.
 *
 * @module
 */
export { type LiveTensor, liveTensors, openScope, TensorScope } from "./alive.ts";
export { assign } from "./assign.ts";
export { difference64, type Directions64, values64 } from "./difference64.ts";
export { evaluate, read, readMany } from "./evaluate.ts";
export { evaluate64, type Values64 } from "./evaluate64.ts";
export { hessian, jacobian } from "./jacobian.ts";
export { hvp, jvp } from "./jvp.ts";
export { noGrad } from "./no_grad.ts";
export type { AxesOptions } from "./ops/axes.ts";
export { broadcastTo } from "./ops/broadcast_to.ts";
export { concat } from "./ops/concat.ts";
export { detach } from "./ops/detach.ts";
export { largest, smallest } from "./ops/extremum.ts";
export { crossEntropy, type Targets } from "./ops/cross_entropy.ts";
export * from "./ops/functions.ts";
export { logSumExp } from "./ops/log_sum_exp.ts";
export { matmul } from "./ops/matmul.ts";
export { layerNorm, rmsNorm } from "./ops/norm.ts";
export { pad } from "./ops/pad.ts";
export { permute, transpose } from "./ops/permute.ts";
export { reshape } from "./ops/reshape.ts";
export { logSoftmax, softmax } from "./ops/softmax.ts";
export { type Range, slice } from "./ops/slice.ts";
export { mean, sum } from "./ops/sum.ts";
export { takeRows } from "./ops/take_rows.ts";
export { type Input, type Op, type Recipe, record } from "./recipe.ts";
export { Storage, type Value } from "./storage.ts";
export { Tensor, tensor } from "./tensor.ts";
export { grad, vjp } from "./vjp.ts";
