import { noGrad, openScope, readMany, tensor } from "@rederive/lib/tensor";
import { type Aggregator, C } from "./aggregator.ts";

/** Tokens of frames, one array each. */
export type Frames = readonly Float32Array[];

/** The tokens of each frame before the first layer and behind each: layers, then frames. */
export async function tokensOf(
  aggregator: Aggregator,
  images: Float32Array<ArrayBuffer>,
  frames: number,
): Promise<Frames[]> {
  using _scope = openScope(aggregator.gpu);
  const x = tensor(aggregator.gpu, images, { shape: [frames, images.length / C / frames, C] });
  const all = await readMany(noGrad(() => aggregator.forward(x)));
  return all.map((values) => inFrames(values as Float32Array, frames));
}

/** How far the tokens of each frame move behind the last layer (rows) when another's are exchanged. */
export async function movesOf(
  last: (images: Float32Array<ArrayBuffer>) => Promise<Frames>,
  [images, others]: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>],
  frames: number,
): Promise<number[][]> {
  const before = await last(images);
  const moves = before.map((): number[] => []);
  for (let j = 0; j < frames; j++) {
    const exchanged = images.slice();
    inFrames(exchanged, frames)[j]!.set(inFrames(others, frames)[j]!);
    const after = await last(exchanged);
    before.forEach((tokens, i) => moves[i]!.push(farthest(tokens, after[i]!)));
  }
  return moves;
}

/** An array cut into as many pieces as there are frames. */
export function inFrames(values: Float32Array, frames: number): Float32Array[] {
  const size = values.length / frames;
  return Array.from({ length: frames }, (_, i) => values.subarray(i * size, (i + 1) * size));
}

/** The frames of an array in another order. */
export function reordered(
  values: Float32Array,
  order: readonly number[],
): Float32Array<ArrayBuffer> {
  const frames = inFrames(values, order.length);
  const moved = new Float32Array(values.length);
  order.forEach((from, to) => moved.set(frames[from]!, to * frames[0]!.length));
  return moved;
}

/** The largest distance of two numbers at the same place. */
export function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}

/** All orders of 0 to n - 1. */
export function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)])
  );
}
