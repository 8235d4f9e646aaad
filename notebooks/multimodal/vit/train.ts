import { adamW, cosine, train as trainBy, type Training } from "@rederive/lib/optim";
import type { Tensor, Tensors } from "@rederive/lib/tensor";

/** How many losses are kept. */
export const LOGGED = 6;

/** What is trained, on what, and for how long. */
export interface Rules<I extends Tensors> extends Training<I> {
  readonly parameters: readonly Tensor[];
  /** Of the schedule: the rate rises over ten steps and falls along a cosine. */
  readonly steps: number;
  /** Stop after so many. */
  readonly stop: number | undefined;
  readonly learningRate: number;
}

/** AdamW; the first losses. */
export async function train<I extends Tensors>(
  { parameters, steps, stop = steps, learningRate, ...task }: Rules<I>,
): Promise<number[]> {
  using optimizer = adamW(parameters, { learningRate, weightDecay: 0.01 });
  const scale = cosine({ steps, warmup: 10 });
  return await trainBy(optimizer, task, { steps: stop, scale, logged: LOGGED });
}
