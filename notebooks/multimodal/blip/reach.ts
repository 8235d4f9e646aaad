import type { Gpu } from "@rederive/lib/gpu";
import { EDGE } from "@rederive/lib/shapes";
import { normalised } from "@rederive/lib/models";
import {
  crossEntropy,
  grad,
  matmul,
  mean,
  openScope,
  readMany,
  takeRows,
  type Tensor,
  tensor,
  transpose,
} from "@rederive/lib/tensor";
import { type Batch, lossesOf } from "./losses.ts";
import type { Med } from "./med.ts";
import type { Pairs } from "./pairs.ts";
import { firstOf } from "./text_tower.ts";
import { BATCH, batchesOf, type Task, TASKS } from "./train.ts";
import { LONGEST } from "./words.ts";

/** The parts of a model that a loss may reach, and the names of their parameters. */
export const PARTS = {
  "picture tower": /^vision\./,
  "contrast heads": /^(imageProjection|textProjection)\./,
  "two-way self-attention": /^text\.\d\.both\./,
  "causal self-attention": /^text\.\d\.causal\./,
  "cross-attention": /^text\.\d\.cross\./,
  "text perceptrons": /^text\.\d\.(mlp|norm)\./,
  "match head": /^matchHead\./,
  "word head": /^wordHead\./,
} as const;

/** A part by its name. */
export type Part = keyof typeof PARTS;

/** The losses of a model on a batch, computed in some way. */
export type LossesOf = (med: Med, batch: Batch) => Readonly<Record<Task, Tensor>>;

/** The losses, with a contrast whose text vectors come from the encoder that sees the picture. */
export const peeking: LossesOf = (med, batch) => {
  const patches = med.patches(batch.pictures);
  const words = takeRows(med.text.table.weight, batch.ids);
  const tokens = med.text.forward(words, { mode: "match", memory: patches });
  const text = normalised(med.textProjection.forward(firstOf(tokens)));
  const scores = matmul(med.imageVectors(patches), transpose(text));
  const own = Int32Array.from({ length: BATCH }, (_, i) => i);
  return { ...lossesOf(med, batch), itc: mean(crossEntropy(scores, own)) };
};

/** The parts in which any weight of a loss's gradient is not 0, loss by loss. */
export async function reachOf(
  gpu: Gpu,
  med: Med,
  pairs: Pairs,
  losses: LossesOf = lossesOf,
): Promise<Record<Task, Part[]>> {
  const { pictures, ids, next, noise } = batchesOf(pairs, { seed: 0 })();
  const reach = { itc: [] as Part[], itm: [] as Part[], lm: [] as Part[] };
  for (const task of TASKS) {
    using _scope = openScope(gpu);
    const batch = {
      pictures: tensor(gpu, pictures, { shape: [BATCH, 3, EDGE, EDGE] }),
      ids: tensor(gpu, ids, { shape: [BATCH, LONGEST] }),
      next: tensor(gpu, next, { shape: [BATCH, 1 + LONGEST] }),
      noise: tensor(gpu, noise, { shape: [2, BATCH, BATCH] }),
    };
    const named = med.namedParameters();
    const slopes = await readMany(grad(losses(med, batch)[task], named.map(([, each]) => each)));
    const isReached = (part: Part) =>
      named.some(([name], i) => PARTS[part].test(name) && slopes[i]!.some((slope) => slope !== 0));
    reach[task] = (Object.keys(PARTS) as Part[]).filter(isReached);
  }
  return reach;
}
