import type { Gpu } from "@rederive/lib/gpu";
import { adamW, cosine, train as trainBy } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import { crossEntropy, mean, tensor } from "@rederive/lib/tensor";
import type { Classifier } from "./networks.ts";
import { type Pictures, SIZE } from "./shapes_world.ts";

const PIXELS = 3 * SIZE ** 2;
const BATCH = 32;

/** How long, and in which order. */
export interface TrainOptions {
  readonly seed: number;
  /** Of the schedule: the rate rises over ten steps and falls along a cosine. */
  readonly steps: number;
  /** Stop after so many. */
  readonly stop?: number;
  readonly learningRate: number;
}

/** AdamW on batches of one set, shuffled anew whenever all had their turn; the first losses. */
export async function train(
  gpu: Gpu,
  { module, logits }: Classifier,
  set: Pictures,
  { seed, steps, stop = steps, learningRate }: TrainOptions,
): Promise<number[]> {
  const next = batchesOf(set, seed);
  const first = next();
  using pixels = tensor(gpu, first.pixels, { shape: [BATCH, 3, SIZE, SIZE] });
  using classes = tensor(gpu, first.classes);
  using optimizer = adamW(module.parameters(), { learningRate, weightDecay: 0.01 });
  return await trainBy(optimizer, {
    inputs: { pixels, classes },
    next,
    loss: () => mean(crossEntropy(logits(pixels), classes)),
  }, { steps: stop, scale: cosine({ steps, warmup: 10 }), logged: LOGGED });
}

/** How many losses are kept. */
export const LOGGED = 12;

function batchesOf(set: Pictures, seed: number): () => Pictures {
  const random = stream(foldIn(key(seed), 5));
  let left: number[] = [];
  return () => {
    const taken: number[] = [];
    while (taken.length < BATCH) {
      if (left.length === 0) left = random.shuffle(set.classes.keys());
      taken.push(left.pop()!);
    }
    const pixels = new Float32Array(BATCH * PIXELS);
    taken.forEach((from, i) =>
      pixels.set(set.pixels.subarray(from * PIXELS, (from + 1) * PIXELS), i * PIXELS)
    );
    return { pixels, classes: Int32Array.from(taken, (from) => set.classes[from]!) };
  };
}
