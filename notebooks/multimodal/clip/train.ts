import type { Gpu } from "@rederive/lib/gpu";
import { normalised } from "@rederive/lib/models";
import { adamW, cosine, train as trainBy } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import { EDGE, holdOut } from "@rederive/lib/shapes";
import { tensor } from "@rederive/lib/tensor";
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
  const nextPairs = batches(seed);
  const first = nextPairs();
  using pixels = tensor(gpu, first.pixels, { shape: [BATCH, 3, EDGE, EDGE] });
  using ids = tensor(gpu, first.ids, { shape: [BATCH, LENGTH] });
  using ends = tensor(gpu, first.ends);
  using labels = tensor(gpu, Int32Array.from({ length: BATCH }, (_, i) => i));
  const trained = module.parameters().filter((each) => each !== logitScale);
  using optimizer = adamW(trained, { learningRate, weightDecay: 0.01 });
  return await trainBy(optimizer, {
    inputs: { pixels, ids, ends },
    next() {
      const { pixels, ids, ends } = nextPairs();
      return { pixels, ids, ends };
    },
    loss() {
      const texts = normalised(captions(ids, ends));
      return symmetricLoss(logitsOf(texts, normalised(pictures(pixels)), logitScale), labels);
    },
  }, { steps: stop, scale: cosine({ steps, warmup: 10 }), logged: stop });
}

/** Batches of a seed: one thing a picture, no two of a batch alike. */
export function batches(seed: number): () => Pairs {
  const random = stream(foldIn(key(seed), 5));
  const isHeldOut = holdOut({ shift: seed % 4 });
  return () => drawPairs(random, BATCH, { things: 1, allow: (thing) => !isHeldOut(thing) });
}
