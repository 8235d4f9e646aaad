import type { Gpu } from "@rederive/lib/gpu";
import { EDGE, type Painted } from "@rederive/lib/shapes";
import { noGrad, openScope, read, tensor } from "@rederive/lib/tensor";
import type { Med } from "./med.ts";
import { type Pairs, PIXELS } from "./pairs.ts";
import { sightOf } from "./sight.ts";
import { LONGEST } from "./words.ts";

/** Where the decoder looks in each quarter while it says each word: (N, T, 4), of one layer. */
export async function looksOf(
  gpu: Gpu,
  med: Med,
  { pixels, ids }: Pairs,
  layer: number,
): Promise<Float32Array> {
  using _scope = openScope(gpu);
  const count = pixels.length / PIXELS;
  const shares = await read(noGrad(() => {
    const words = med.text.table.forward(ids, { shape: [count, LONGEST] });
    const patches = med.patches(tensor(gpu, pixels, { shape: [count, 3, EDGE, EDGE] }));
    return sightOf(med, { words, patches, mode: "caption" })[layer]!;
  }));
  // a token says the word that follows it, so the last token is left out
  return shares.filter((_, at) => Math.floor(at / 4) % (1 + LONGEST) < LONGEST);
}

/** Overlap of a quarter with the box around a thing: their common area over that of both together. */
export function overlap(quarter: number, { x, y, radius }: Painted): number {
  const half = EDGE / 2;
  const [left, top] = [quarter % 2 * half, Math.floor(quarter / 2) * half];
  const common = (middle: number, from: number) =>
    Math.max(0, Math.min(middle + radius, from + half) - Math.max(middle - radius, from));
  const both = common(x, left) * common(y, top);
  return both / ((2 * radius) ** 2 + half ** 2 - both);
}
