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

/** What is trained, on what. */
export interface Task<I extends Tensors> {
  /** What the optimizer may change: nothing else is. */
  readonly parameters: Tensor[];
  /** Tensors that hold a batch. */
  readonly inputs: I;
  /** Of the batch in the inputs. */
  readonly loss: () => Tensor;
  /** The next batch. */
  readonly next: () => ElementsFor<I>;
}

/** How long, and how fast. */
export interface Pace {
  /** Of the schedule: the rate rises over 20 steps and falls along a cosine. */
  readonly steps: number;
  readonly learningRate: number;
  /** Stop after so many. */
  readonly stop?: number;
}

/** How many losses are kept. */
export const LOGGED = 12;

/** AdamW; the first losses. */
export async function train<I extends Tensors>(
  gpu: Gpu,
  { parameters, inputs, loss, next }: Task<I>,
  { steps, learningRate, stop = steps }: Pace,
): Promise<number[]> {
  using optimizer = adamW(parameters, { learningRate, weightDecay: 0.01 });
  const scale = cosine({ steps, warmup: 20 });
  using step = await recordStep(gpu, async () => {
    const value = loss();
    const slopes = grad(value, parameters);
    await evaluate([value, ...slopes]);
    await optimizer.step(slopes, { scale });
    return { value };
  }, { inputs });
  const losses = [(await read(step.outputs.value))[0]!];
  for (let i = 1; i < stop; i++) {
    await step.run(next());
    if (i < LOGGED) losses.push((await read(step.outputs.value))[0]!);
    else if (i % 50 === 49) await gpu.idle();
  }
  return losses;
}

/** Numbers 0 to count - 1 in batches, in order, over and over. */
export function batchesOf(count: number, batch: number): () => number[] {
  let from = 0;
  return () => Array.from({ length: batch }, () => from++ % count);
}

/** Rows of `width` numbers out of many. */
export function pick<A extends Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(
  all: A,
  rows: readonly number[],
  width: number,
): A {
  const taken = all.slice(0, 0).constructor as new (length: number) => A;
  const part = new taken(rows.length * width);
  rows.forEach((row, i) => part.set(all.subarray(row * width, (row + 1) * width), i * width));
  return part;
}
