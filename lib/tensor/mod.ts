/**
 * Tensors that write computations down and run them in few submits, with derivatives of any order.
 *
 * A step of training evaluates the loss and its gradients together, and a scope takes their arrays
 * back. What was written down with the old weights is stale afterwards, and says so. A step that is
 * taken often is recorded once and replayed: `recordStep()`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sgd } from "@rederive/lib/optim";
 * import { evaluate, grad, matmul, mean, openScope, read, square, sub, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 0, 0, 1, 1, 1), { shape: [3, 2] });
 * using y = tensor(gpu, Float32Array.of(2, -1, 1), { shape: [3, 1] });
 * using w = tensor(gpu, new Float32Array(2), { shape: [2, 1] });
 * using descent = sgd([w], { learningRate: 0.5 });
 * for (let step = 0; step < 50; step++) {
 *   using _scope = openScope(gpu);
 *   const loss = mean(square(sub(matmul(x, w), y)));
 *   const slopes = grad(loss, [w]);
 *   await evaluate([loss, ...slopes]);
 *   await descent.step(slopes);
 * }
 * const [a, b] = await read(w);
 * if (Math.hypot(a! - 2, b! + 1) > 1e-3) throw new Error(`${a}, ${b}`);
 * ```
 *
 * @module
 */
export { type LiveTensor, liveTensors, openScope, TensorScope } from "./alive.ts";
export { assign } from "./assign.ts";
export { checkpoint } from "./checkpoint.ts";
export { difference64, type Directions64, values64 } from "./difference64.ts";
export { evaluate, read, readMany } from "./evaluate.ts";
export { evaluate64, type Values64 } from "./evaluate64.ts";
export { hessian, jacobian } from "./jacobian.ts";
export { hvp, jvp } from "./jvp.ts";
export { noGrad } from "./no_grad.ts";
export type { Indices, Whole } from "./indices.ts";
export { elu, leakyRelu } from "./ops/activations.ts";
export { argmax, argmin } from "./ops/argmax.ts";
export { attention } from "./ops/attention.ts";
export type { AttentionRules, AttentionTensors } from "./ops/attention_shape.ts";
export type { AxesOptions } from "./ops/axes.ts";
export { broadcastTo } from "./ops/broadcast_to.ts";
export { concat } from "./ops/concat.ts";
export { conv2d, type Conv2dOptions } from "./ops/conv2d.ts";
export { type CumulativeOptions, cumulativeSum, discountedSum } from "./ops/cumulative.ts";
export { detach } from "./ops/detach.ts";
export { dropout, type DropoutOptions } from "./ops/dropout.ts";
export { largest, smallest } from "./ops/extremum.ts";
export { crossEntropy, type Targets } from "./ops/cross_entropy.ts";
export * from "./ops/functions.ts";
export { flip } from "./ops/flip.ts";
export { linear } from "./ops/linear.ts";
export { logSumExp } from "./ops/log_sum_exp.ts";
export { matmul } from "./ops/matmul.ts";
export { layerNorm, type LayerNormOptions, rmsNorm, type RmsNormOptions } from "./ops/norm.ts";
export { oneHot } from "./ops/one_hot.ts";
export { pad } from "./ops/pad.ts";
export { permute, transpose } from "./ops/permute.ts";
export type { WindowRules } from "./ops/planes.ts";
export { averagePool2d, maxPool2d } from "./ops/pool.ts";
export { reshape } from "./ops/reshape.ts";
export { rope, type RotaryOptions } from "./ops/rope.ts";
export { logSoftmax, softmax } from "./ops/softmax.ts";
export { type Range, slice } from "./ops/slice.ts";
export { argsort, type OrderOptions, sort } from "./ops/sort.ts";
export { split, stack } from "./ops/stack.ts";
export { mean, sum } from "./ops/sum.ts";
export { takeAlong } from "./ops/take_along.ts";
export { takeRows } from "./ops/take_rows.ts";
export { toFloats } from "./ops/to_floats.ts";
export { topK, type TopTensors } from "./ops/top_k.ts";
export { fold, unfold } from "./ops/unfold.ts";
export { variance } from "./ops/variance.ts";
export { overwrite } from "./overwrite.ts";
export type { WholeRange } from "./known.ts";
export { type Input, type Op, type Recipe, record } from "./recipe.ts";
export {
  type ElementsFor,
  type RecordedStep,
  type RecordOptions,
  recordStep,
  type Tensors,
} from "./record_step.ts";
export { Storage, type Value } from "./storage.ts";
export { Tensor, tensor } from "./tensor.ts";
export { grad, vjp } from "./vjp.ts";
