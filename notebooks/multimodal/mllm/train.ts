import { adamW, cosine, train as trainBy, type Training } from "@rederive/lib/optim";
import type { Tensor, Tensors } from "@rederive/lib/tensor";

/** What is trained, on what. */
export interface Task<I extends Tensors> extends Training<I> {
  /** What the optimizer may change: nothing else is. */
  readonly parameters: Tensor[];
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
  { parameters, ...task }: Task<I>,
  { steps, learningRate, stop = steps }: Pace,
): Promise<number[]> {
  using optimizer = adamW(parameters, { learningRate, weightDecay: 0.01 });
  const scale = cosine({ steps, warmup: 20 });
  return await trainBy(optimizer, task, { steps: stop, scale, logged: LOGGED });
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
