import type { Gpu } from "@rederive/lib/gpu";
import { adamW, cosine } from "@rederive/lib/optim";
import {
  type ElementsFor,
  evaluate,
  grad,
  read,
  recordStep,
  type Tensor,
  type Tensors,
} from "@rederive/lib/tensor";

/** How many losses are kept. */
export const LOGGED = 6;

/** What is trained, on what, and for how long. */
export interface Training<I extends Tensors> {
  readonly parameters: readonly Tensor[];
  /** Holding the first batch. */
  readonly inputs: I;
  readonly loss: () => Tensor;
  /** The batches behind it. */
  readonly next: () => ElementsFor<I>;
  /** Of the schedule: the rate rises over ten steps and falls along a cosine. */
  readonly steps: number;
  /** Stop after so many. */
  readonly stop: number | undefined;
  readonly learningRate: number;
}

/** Takes AdamW steps, recorded once; gives the first losses. */
export async function train<I extends Tensors>(
  gpu: Gpu,
  { parameters, inputs, loss, next, steps, stop = steps, learningRate }: Training<I>,
): Promise<number[]> {
  using optimizer = adamW(parameters, { learningRate, weightDecay: 0.01 });
  const scale = cosine({ steps, warmup: 10 });
  using step = await recordStep(gpu, async () => {
    const value = loss();
    const slopes = grad(value, parameters);
    await evaluate([value, ...slopes]);
    await optimizer.step(slopes, { scale });
    return { loss: value };
  }, { inputs });
  const losses = [(await read(step.outputs.loss))[0]!];
  for (let i = 1; i < stop; i++) {
    await step.run(next());
    if (i < LOGGED) losses.push((await read(step.outputs.loss))[0]!);
  }
  return losses;
}
