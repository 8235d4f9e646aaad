import { alignFlat, wrapAngle } from "@rederive/lib/flatland";
import type { Gpu } from "@rederive/lib/gpu";
import { noGrad, openScope, readMany, tensor } from "@rederive/lib/tensor";
import { SIZES } from "./frames.ts";
import type { Registrar } from "./network.ts";
import type { Examples } from "./rooms.ts";

const { rays, tokens, patch } = SIZES;

/** What a network says of examples. */
export interface Answers {
  /** The key frames' points (count, R, 2) in the world. */
  readonly key: Float32Array;
  /** The scene frames' points (count, K, R, 2). */
  readonly scene: Float32Array;
}

/** Asks it. */
export async function ask(gpu: Gpu, network: Registrar, examples: Examples): Promise<Answers> {
  using _scope = openScope(gpu);
  const { count } = examples;
  const frames = examples.truth.length / (count * rays * 2);
  const pictures = tensor(gpu, examples.pictures, { shape: [count, frames, tokens, 3 * patch] });
  const points = tensor(gpu, examples.points, { shape: [count, frames, tokens, 2 * patch] });
  const { key, scene } = noGrad(() => network.forward({ pictures, points }));
  const [first, rest] = await readMany([key, scene]);
  return { key: first, scene: rest } as Answers;
}

/** The truth of the key frames (count, R, 2) or, with `of: "scene"`, of the others (count, K, R, 2). */
export function truthOf({ count, truth }: Examples, of: "key" | "scene"): Float32Array {
  const example = truth.length / count;
  const own = rays * 2;
  const parts = Array.from(
    { length: count },
    (_, i) =>
      of === "key"
        ? truth.subarray(i * example, i * example + own)
        : truth.subarray(i * example + own, (i + 1) * example),
  );
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

/** The share of key frames that are turned to within an eighth of a turn. */
export function hitsOf({ key }: Pick<Answers, "key">, examples: Examples): number {
  const truth = truthOf(examples, "key");
  let hits = 0;
  for (let i = 0; i < examples.count; i++) {
    const of = (points: Float32Array) => points.subarray(2 * i * rays, 2 * (i + 1) * rays);
    const said = alignFlat(of(examples.local), of(key)).angle;
    const wanted = alignFlat(of(examples.local), of(truth)).angle;
    if (Math.abs(wrapAngle(said - wanted)) < Math.PI / 4) hits++;
  }
  return hits / examples.count;
}

/** Distances of points (..., 2) to others, one each. */
export function distancesOf(points: ArrayLike<number>, others: ArrayLike<number>): number[] {
  return Array.from(
    { length: points.length / 2 },
    (_, i) => Math.hypot(points[2 * i]! - others[2 * i]!, points[2 * i + 1]! - others[2 * i + 1]!),
  );
}
