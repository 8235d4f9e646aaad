import type { Gpu } from "@rederive/lib/gpu";
import { normalised } from "@rederive/lib/models";
import { adamW, cosine } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import { EDGE, holdOut } from "@rederive/lib/shapes";
import { evaluate, grad, read, recordStep, tensor } from "@rederive/lib/tensor";
import { logitsOf, symmetricLoss } from "./loss.ts";
import { type DualEncoder, LENGTH } from "./networks.ts";
import { drawPairs, type Pairs } from "./pairs.ts";

/** Pairs in a batch, N. */
export const BATCH = 64;

/** How long, and on what. */
export interface TrainOptions {
  readonly seed: number;
  /** Of the schedule: the rate rises over ten steps and falls along a cosine. */
  readonly steps: number;
  /** Stop after so many. */
  readonly stop?: number;
  readonly learningRate: number;
}

/** AdamW on batches of new pictures without the held-out combinations of the seed; every loss. */
export async function train(
  gpu: Gpu,
  { module, pictures, captions, logitScale }: DualEncoder,
  { seed, steps, stop = steps, learningRate }: TrainOptions,
): Promise<number[]> {
  const next = batches(seed);
  const first = next();
  using pixels = tensor(gpu, first.pixels, { shape: [BATCH, 3, EDGE, EDGE] });
  using ids = tensor(gpu, first.ids, { shape: [BATCH, LENGTH] });
  using ends = tensor(gpu, first.ends);
  using labels = tensor(gpu, Int32Array.from({ length: BATCH }, (_, i) => i));
  const trained = module.parameters().filter((each) => each !== logitScale);
  using optimizer = adamW(trained, { learningRate, weightDecay: 0.01 });
  const scale = cosine({ steps, warmup: 10 });
  using step = await recordStep(gpu, async () => {
    const texts = normalised(captions(ids, ends));
    const logits = logitsOf(texts, normalised(pictures(pixels)), logitScale);
    const loss = symmetricLoss(logits, labels);
    const slopes = grad(loss, trained);
    await evaluate([loss, ...slopes]);
    await optimizer.step(slopes, { scale });
    return { loss };
  }, { inputs: { pixels, ids, ends } });
  const losses = [(await read(step.outputs.loss))[0]!];
  for (let i = 1; i < stop; i++) {
    const { pixels, ids, ends } = next();
    await step.run({ pixels, ids, ends });
    losses.push((await read(step.outputs.loss))[0]!);
  }
  return losses;
}

/** Batches of a seed: one thing a picture, no two of a batch alike. */
export function batches(seed: number): () => Pairs {
  const random = stream(foldIn(key(seed), 5));
  const isHeldOut = holdOut({ shift: seed % 4 });
  return () => drawPairs(random, BATCH, { things: 1, allow: (thing) => !isHeldOut(thing) });
}
