import type { Gpu } from "@rederive/lib/gpu";
import { Linear, Sequential } from "@rederive/lib/nn";
import { adamW, cosine, train } from "@rederive/lib/optim";
import type { Stream } from "@rederive/lib/random";
import { gelu, openScope, read, type Tensor, tensor } from "@rederive/lib/tensor";

/** Rows of a step: what the head is given, and what it is held against. */
export interface Batch {
  readonly first: Float32Array<ArrayBuffer>;
  readonly second: Float32Array<ArrayBuffer>;
}

/** How a head is trained. */
export interface TrainOptions {
  /** Rows of a step. */
  readonly rows: number;
  readonly steps: number;
  /** Draws the rows of the next step. */
  readonly next: () => Batch;
  /** From both, as tensors (rows, …). */
  readonly loss: (first: Tensor, second: Tensor) => Tensor;
}

/** Two layers with GELU between them, the shape of both heads. */
export function makeHead(
  gpu: Gpu,
  { inputs, outputs, random }: { inputs: number; outputs: number; random: Stream },
): Sequential {
  return new Sequential(gpu, [
    new Linear(gpu, { inputs, outputs: 128, random }),
    gelu,
    new Linear(gpu, { inputs: 128, outputs, random }),
  ]);
}

/** AdamW, its rate rising over ten steps and falling along a cosine. */
export async function trainHead(
  gpu: Gpu,
  head: Sequential,
  { rows, steps, next, loss: lossOf }: TrainOptions,
): Promise<void> {
  const start = next();
  using first = tensor(gpu, start.first, { shape: [rows, start.first.length / rows] });
  using second = tensor(gpu, start.second, { shape: [rows, start.second.length / rows] });
  using optimizer = adamW(head.parameters(), { learningRate: 0.005, weightDecay: 0.01 });
  await train(optimizer, {
    inputs: { first, second },
    next,
    loss: () => lossOf(first, second),
  }, { steps, scale: cosine({ steps, warmup: 10 }) });
}

/** What a head makes of features, row by row. */
export async function applyHead(
  gpu: Gpu,
  forward: (x: Tensor) => Tensor,
  { rows, width }: { rows: Float32Array<ArrayBuffer>; width: number },
): Promise<Float32Array<ArrayBuffer>> {
  using _ = openScope(gpu);
  const x = tensor(gpu, rows, { shape: [rows.length / width, width] });
  return (await read(forward(x))).slice() as Float32Array<ArrayBuffer>;
}

/** Chosen rows of (N, width). */
export function rowsAt(
  rows: Float32Array,
  places: readonly number[],
  width: number,
): Float32Array<ArrayBuffer> {
  const taken = new Float32Array(places.length * width);
  places.forEach((i, n) => taken.set(rows.subarray(i * width, (i + 1) * width), n * width));
  return taken;
}
