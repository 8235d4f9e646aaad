import type { Gpu } from "@rederive/lib/gpu";
import { adamW, cosine } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import { EDGE } from "@rederive/lib/shapes";
import {
  add,
  evaluate,
  grad,
  readMany,
  recordStep,
  type Tensor,
  tensor,
} from "@rederive/lib/tensor";
import { type Losses, lossesOf } from "./losses.ts";
import type { Med } from "./med.ts";
import { captionAt, type Pairs, PIXELS } from "./pairs.ts";
import { END, LONGEST } from "./words.ts";

/** Pairs of a step. */
export const BATCH = 32;

/** A loss by its name. */
export type Task = keyof Losses;

/** All three. */
export const TASKS = ["itc", "itm", "lm"] as const satisfies readonly Task[];

/** Steps whose losses are kept: the first twelve, and every twentieth. */
export function isKept(step: number): boolean {
  return step < 12 || step % 20 === 19;
}

/** How long, and for what. */
export interface TrainOptions {
  /** Of the order of the pairs and the draws of wrong ones. */
  readonly seed: number;
  /** Of the schedule: the rate rises over ten steps and falls along a cosine. */
  readonly steps: number;
  /** Stop after so many. */
  readonly stop?: number;
  readonly learningRate: number;
  /** The losses that are added up; all unless given. */
  readonly tasks?: readonly Task[];
  /** What is trained; the whole model unless given. */
  readonly parameters?: readonly Tensor[];
  /** Pairs that stand behind each other in the set and stay together in a batch; 1 unless given. */
  readonly together?: 1 | 2;
  /** Keep the losses of these steps. */
  readonly keeps?: (step: number) => boolean;
}

/** AdamW on batches of one set, shuffled anew whenever all had their turn; the losses that are kept. */
export async function train(
  gpu: Gpu,
  med: Med,
  set: Pairs,
  options: TrainOptions,
): Promise<Kept[]> {
  const { seed, steps, stop = steps, learningRate, tasks = TASKS, keeps = () => false } = options;
  const { parameters = med.parameters() } = options;
  const nextBatch = batchesOf(set, { seed, together: options.together ?? 1 });
  const first = nextBatch();
  using pictures = tensor(gpu, first.pictures, { shape: [BATCH, 3, EDGE, EDGE] });
  using ids = tensor(gpu, first.ids, { shape: [BATCH, LONGEST] });
  using next = tensor(gpu, first.next, { shape: [BATCH, 1 + LONGEST] });
  using noise = tensor(gpu, first.noise, { shape: [2, BATCH, BATCH] });
  using optimizer = adamW(parameters, { learningRate, weightDecay: 0.01 });
  const scale = cosine({ steps, warmup: 10 });
  using step = await recordStep(gpu, async () => {
    const all = lossesOf(med, { pictures, ids, next, noise });
    const own = Object.fromEntries(tasks.map((task) => [task, all[task]])); // others are not computed
    const total = Object.values(own).reduce((a, b) => add(a, b));
    const slopes = grad(total, parameters);
    await evaluate([...Object.values(own), ...slopes]);
    await optimizer.step(slopes, { scale });
    return own;
  }, { inputs: { pictures, ids, next, noise } });
  const kept: Kept[] = [];
  for (let i = 0; i < stop; i++) {
    if (i > 0) await step.run(nextBatch());
    if (!keeps(i)) continue;
    const values = await readMany(tasks.map((task) => step.outputs[task]!));
    kept.push(Object.fromEntries(tasks.map((task, t) => [task, values[t]![0]!])));
  }
  return kept;
}

/** The losses of a step, of those that are trained. */
export type Kept = { readonly [K in Task]?: number };

interface Draw {
  readonly pictures: Float32Array<ArrayBuffer>;
  readonly ids: Int32Array<ArrayBuffer>;
  readonly next: Int32Array<ArrayBuffer>;
  readonly noise: Float32Array<ArrayBuffer>;
}

/**
 * Wrong pairs are drawn from the softmax of the scores times this. BLIP takes 1; ours then are so hard
 * from the start that the match head learns nothing in a few hundred steps.
 */
const HARDNESS = 0.3;

/** Batches of a set, with the noise that draws the wrong pairs of each. */
export function batchesOf(
  { pixels, ids }: Pairs,
  { seed, together = 1 }: { seed: number; together?: 1 | 2 },
): () => Draw {
  const random = stream(foldIn(key(seed), 5));
  const groups = ids.length / LONGEST / together;
  let left: number[] = [];
  return () => {
    const taken: number[] = [];
    while (taken.length < BATCH) {
      if (left.length === 0) left = random.shuffle(Array(groups).keys());
      const group = left.pop()!;
      for (let i = 0; i < together; i++) taken.push(group * together + i);
    }
    const pictures = new Float32Array(BATCH * PIXELS);
    const own = new Int32Array(BATCH * LONGEST);
    const next = new Int32Array(BATCH * (1 + LONGEST)).fill(END);
    taken.forEach((from, i) => {
      const words = captionAt({ ids }, from);
      pictures.set(pixels.subarray(from * PIXELS, (from + 1) * PIXELS), i * PIXELS);
      own.set(words, i * LONGEST);
      next.set(words, i * (1 + LONGEST));
    });
    const texts = taken.map((from) => captionAt({ ids }, from).join());
    const noise = Float32Array.from({ length: 2 * BATCH ** 2 }, (_, at) => {
      const [i, j] = [Math.floor(at / BATCH) % BATCH, at % BATCH];
      const gumbel = -Math.log(-Math.log(random.uniform() + 2 ** -54));
      return texts[i] === texts[j] ? -1e30 : gumbel / HARDNESS;
    });
    return { pictures, ids: own, next, noise };
  };
}
