import {
  type ElementsFor,
  evaluate,
  grad,
  read,
  recordStep,
  type Tensor,
  type Tensors,
} from "../tensor/mod.ts";
import type { Optimizer } from "./optimizer.ts";
import type { Schedule } from "./schedules.ts";

/** What an optimizer makes small, and on which batches. */
export interface Training<I extends Tensors> {
  /** Tensors made from data that hold the first batch. */
  readonly inputs: I;
  /** The batches behind the first. */
  readonly next: () => ElementsFor<I>;
  /** Of the batch in the inputs: one number. Written down once, for all batches. */
  readonly loss: () => Tensor;
}

/** How long to train. */
export interface TrainOptions {
  /** How many, the first batch's among them. */
  readonly steps: number;
  /** Of every learning rate, over the steps. */
  readonly scale?: Schedule;
  /** How many losses to give back, from the first; none unless given. */
  readonly logged?: number;
}

/** Steps that may wait for the GPU at once. */
const AHEAD = 50;

/**
 * Trains an optimizer's parameters on batch after batch by a step that is recorded once
 * (`recordStep()`), and gives the first losses, each of before its step.
 *
 * @throws {RangeError} when there is not at least one step, or a batch does not fit its tensors.
 * @throws {TypeError} when the optimizer has no parameters.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sgd, train } from "@rederive/lib/optim";
 * import { mean, mul, read, square, sub, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using w = tensor(gpu, Float32Array.of(0));
 * using x = tensor(gpu, Float32Array.of(1, 1)); // wanted is 3 x
 * using descent = sgd([w], { learningRate: 0.25 });
 * const losses = await train(descent, {
 *   inputs: { x },
 *   next: () => ({ x: Float32Array.of(-1, 1) }),
 *   loss: () => mean(square(sub(mul(w, x), mul(x, 3)))),
 * }, { steps: 20, logged: 3 });
 * deepEqual(losses, [9, 2.25, 0.5625]);
 * deepEqual(Math.round((await read(w))[0]! * 1e4), 30000);
 * ```
 */
export async function train<I extends Tensors>(
  optimizer: Optimizer,
  { inputs, next, loss: lossOf }: Training<I>,
  { steps, scale, logged = 0 }: TrainOptions,
): Promise<number[]> {
  const { parameters } = optimizer;
  const gpu = parameters[0]?.gpu;
  if (!gpu) throw new TypeError("Cannot train: the optimizer has no parameters");
  if (!(steps >= 1)) throw new RangeError(`Cannot train ${steps} steps: wanted at least one`);
  using step = await recordStep(gpu, async () => {
    const loss = lossOf();
    const slopes = grad(loss, parameters);
    await evaluate([loss, ...slopes]);
    await optimizer.step(slopes, scale ? { scale } : {});
    return { loss };
  }, { inputs });
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    if (i > 0) await step.run(next());
    // reading waits for the GPU, and throws what it refused
    if (i >= logged && i % AHEAD > 0 && i < steps - 1) continue;
    const [loss] = await read(step.outputs.loss);
    if (i < logged) losses.push(loss!);
  }
  return losses;
}
