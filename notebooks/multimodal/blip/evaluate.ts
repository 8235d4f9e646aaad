import type { Gpu } from "@rederive/lib/gpu";
import { EDGE } from "@rederive/lib/shapes";
import {
  argmax,
  broadcastTo,
  crossEntropy,
  evaluate,
  neg,
  noGrad,
  openScope,
  read,
  readMany,
  reshape,
  slice,
  sub,
  sum,
  type Tensor,
  tensor,
} from "@rederive/lib/tensor";
import type { Med } from "./med.ts";
import { type Pairs, PIXELS } from "./pairs.ts";
import { END, LONGEST } from "./words.ts";

/** What becomes of the patches before the text tower sees them. */
export type Blur = (patches: Tensor) => Tensor;

/** Every token is the class token: one pooled vector is all that cross-attention reads. */
export const pooledOnly: Blur = (patches) =>
  broadcastTo(slice(patches, [null, [0, 1]]), patches.shape);

/** Pictures of a set as a tensor. */
function picturesOf(gpu: Gpu, pixels: Float32Array<ArrayBuffer>): Tensor {
  return tensor(gpu, pixels, { shape: [pixels.length / PIXELS, 3, EDGE, EDGE] });
}

/** Captions of a set as rows of the word table. */
function wordsOf(med: Med, ids: Int32Array<ArrayBuffer>): Tensor {
  return med.text.table.forward(ids, { shape: [ids.length / LONGEST, LONGEST] });
}

/** Pictures and captions of a set in the joint space, each a row. */
export async function vectorsOf(
  gpu: Gpu,
  med: Med,
  { pixels, ids }: Pairs,
): Promise<{ images: Float32Array; texts: Float32Array }> {
  using _scope = openScope(gpu);
  const [images, texts] = await readMany(noGrad(() => [
    med.imageVectors(med.patches(picturesOf(gpu, pixels))),
    med.textVectors(wordsOf(med, ids)),
  ]));
  return { images: images as Float32Array, texts: texts as Float32Array };
}

/** How much the match head prefers "match", a logarithm of odds for each pair. */
export async function matchOdds(
  gpu: Gpu,
  med: Med,
  { pixels, ids }: Pairs,
  blur: Blur = (patches) => patches,
): Promise<Float32Array> {
  using _scope = openScope(gpu);
  return await read(noGrad(() => {
    const patches = blur(med.patches(picturesOf(gpu, pixels)));
    const scores = med.matchScores(wordsOf(med, ids), patches);
    return sub(slice(scores, [null, [1, 2]]), slice(scores, [null, [0, 1]]));
  }));
}

/** The logarithm of the chance that the decoder gives each caption, its end included. */
export async function captionLogs(
  gpu: Gpu,
  med: Med,
  { pixels, ids }: Pairs,
  blur: Blur = (patches) => patches,
): Promise<Float32Array> {
  using _scope = openScope(gpu);
  const count = ids.length / LONGEST;
  const next = Int32Array.from({ length: count * (1 + LONGEST) }, (_, at) => {
    const [row, place] = [Math.floor(at / (1 + LONGEST)), at % (1 + LONGEST)];
    return place < LONGEST ? ids[row * LONGEST + place]! : END;
  });
  return await read(noGrad(() => {
    const patches = blur(med.patches(picturesOf(gpu, pixels)));
    const scores = med.wordScores(wordsOf(med, ids), patches);
    const rows = reshape(scores, [count * (1 + LONGEST), scores.shape[2]!]);
    const each = reshape(crossEntropy(rows, next), [count, 1 + LONGEST]);
    return neg(sum(each, { axes: [1] }));
  }));
}

/**
 * Captions that the decoder writes, the likeliest word at each place: ids, (N, T). A pass runs over the
 * words before its place; the first over one word more, which has no say in it.
 */
export async function writeCaptions(
  gpu: Gpu,
  med: Med,
  pixels: Float32Array<ArrayBuffer>,
  blur: Blur = (patches) => patches,
): Promise<Int32Array<ArrayBuffer>> {
  using _scope = openScope(gpu);
  const count = pixels.length / PIXELS;
  const ids = new Int32Array(count * LONGEST);
  const memory = noGrad(() => blur(med.patches(picturesOf(gpu, pixels))));
  await evaluate([memory]);
  for (let time = 0; time < LONGEST; time++) {
    const best = await read(noGrad(() => {
      const length = Math.max(1, time);
      const before = ids.filter((_, at) => at % LONGEST < length);
      const words = med.text.table.forward(before, { shape: [count, length] });
      const scores = med.wordScores(words, memory);
      const now = slice(scores, [null, [time, time + 1]]);
      return argmax(reshape(now, [count, scores.shape[2]!]), { axes: [1] });
    }));
    best.forEach((word, row) => ids[row * LONGEST + time] = word);
  }
  return ids;
}
