import type { Gpu } from "@rederive/lib/gpu";
import { noGrad, openScope, read, readMany, type Tensor, tensor } from "@rederive/lib/tensor";
import { type Pictures, quarterOfEach } from "./pictures.ts";
import type { Labelled } from "./probe.ts";
import { CHANNELS, type TinyVit } from "./tiny_vit.ts";

/** What a network makes of all pictures of a set. */
export async function ofAll(
  gpu: Gpu,
  { pixels, size, classes }: Pictures,
  make: (pictures: Tensor) => Tensor,
): Promise<Float32Array> {
  using _scope = openScope(gpu);
  const pictures = tensor(gpu, pixels, { shape: [classes.length, 3, size, size] });
  return await read(noGrad(() => make(pictures)));
}

/** Share in percent of rows of four scores whose largest is that of its class. */
export function shareRight(scores: Float32Array, classes: ArrayLike<number>): number {
  const right = Array.from(classes, (own, i) => {
    const row = scores.subarray(4 * i, 4 * i + 4);
    return Number(row.indexOf(Math.max(...row)) === own);
  });
  return 100 * right.reduce((a, b) => a + b) / right.length;
}

/** Share of pictures, in percent, that a network's scores are right about. */
export async function accuracy(
  gpu: Gpu,
  set: Pictures,
  scores: (pictures: Tensor) => Tensor,
): Promise<number> {
  return shareRight(await ofAll(gpu, set, scores), set.classes);
}

/**
 * Patch tokens of every layer of a ViT, and the colour in each one's quarter: layers 0 to L, L normed.
 * `areAlone`: no token is given anything of another.
 */
export async function patchTokens(
  gpu: Gpu,
  vit: TinyVit,
  set: Pictures,
  { areAlone = false }: { areAlone?: boolean } = {},
): Promise<Labelled[]> {
  using _scope = openScope(gpu);
  const shape = [set.classes.length, 3, set.size, set.size];
  const pictures = tensor(gpu, set.pixels, { shape });
  const hide = maskOf(17, (query, key) => areAlone && query !== key);
  const mask = tensor(gpu, hide, { shape: [17, 17] });
  const { hidden, last } = noGrad(() => vit.encode(vit.embed(pictures), { mask }));
  const layers = await readMany([...hidden.slice(0, -1), last]);
  const tokens = hidden[0]!.shape[1]!;
  const classes = quarterOfEach(set.quarters);
  return layers.map((all) => {
    const rows = (all as Float32Array).filter((_, i) => Math.floor(i / CHANNELS) % tokens > 0);
    return { rows, classes, width: CHANNELS };
  });
}

/** What is added to the scores of attention, (tokens, tokens), so that some keys are not seen. */
export function maskOf(
  tokens: number,
  isHidden: (query: number, key: number) => boolean,
): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    { length: tokens ** 2 },
    (_, i) => isHidden(Math.floor(i / tokens), i % tokens) ? -1e30 : 0,
  );
}
