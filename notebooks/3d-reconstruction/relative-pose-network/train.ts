import type { Gpu } from "@rederive/lib/gpu";
import { adamW, cosine, train as trainBy } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import { add, mean, slice, type Tensor, tensor } from "@rederive/lib/tensor";
import { directionAngles, rotationAngles } from "./angles.ts";
import type { PairNetwork } from "./network.ts";
import { Rotations } from "./rotations.ts";
import { packPoses, type Pairs } from "./views.ts";

/** Pairs a step. */
export const BATCH = 16;
/** How many losses are kept. */
export const LOGGED = 8;
const TOKENS = [BATCH, 16, 48];
const TOKEN_COUNT = 16 * 48;

/** How long, and what for. */
export interface TrainOptions {
  readonly seed: number;
  /** Of the schedule. */
  readonly steps: number;
  /** Stop after so many. */
  readonly stop?: number;
  readonly learningRate: number;
}

/** What a network says: rotations (N, 3, 3) and translations (N, 3). */
export function posesOf(said: Tensor, rotations: Rotations, eye: Tensor): {
  rotation: Tensor;
  translation: Tensor;
} {
  const nine = add(slice(said, [null, [0, 9]]), eye);
  return { rotation: rotations.nearest(nine), translation: slice(said, [null, [9, 12]]) };
}

/** AdamW on batches of pairs, both directions of each; the first losses. */
export async function train(
  gpu: Gpu,
  network: PairNetwork,
  pairs: Pairs,
  { seed, steps, stop = steps, learningRate }: TrainOptions,
): Promise<number[]> {
  const next = batchesOf(pairs, seed);
  const first = next();
  using a = tensor(gpu, first.a, { shape: TOKENS });
  using b = tensor(gpu, first.b, { shape: TOKENS });
  using wantedR = tensor(gpu, first.wantedR, { shape: [2 * BATCH, 3, 3] });
  using wantedT = tensor(gpu, first.wantedT, { shape: [2 * BATCH, 3] });
  using eye = tensor(gpu, Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
  using rotations = new Rotations(gpu);
  using optimizer = adamW(network.parameters(), { learningRate, weightDecay: 0.01 });
  return await trainBy(optimizer, {
    inputs: { a, b, wantedR, wantedT },
    next,
    loss() {
      const { rotation, translation } = posesOf(network.forward(a, b), rotations, eye);
      return mean(add(rotationAngles(rotation, wantedR), directionAngles(translation, wantedT)));
    },
  }, { steps: stop, scale: cosine({ steps, warmup: 20 }), logged: LOGGED });
}

function batchesOf(pairs: Pairs, seed: number) {
  const random = stream(foldIn(key(seed), 5));
  const wanted = [0, 1].map((side) => packPoses(pairs.relative.map((each) => each[side]!)));
  let left: number[] = [];
  return () => {
    const taken: number[] = [];
    while (taken.length < BATCH) {
      if (left.length === 0) left = random.shuffle(Array(pairs.count).keys());
      taken.push(left.pop()!);
    }
    const rows = (from: Float32Array, width: number) => {
      const all = new Float32Array(BATCH * width);
      taken.forEach((i, row) => all.set(from.subarray(i * width, (i + 1) * width), row * width));
      return all;
    };
    const both = (part: "rotations" | "translations", width: number) =>
      Float32Array.of(...wanted.flatMap((side) => [...rows(side[part], width)]));
    return {
      a: rows(pairs.patches[0], TOKEN_COUNT),
      b: rows(pairs.patches[1], TOKEN_COUNT),
      wantedR: both("rotations", 9),
      wantedT: both("translations", 3),
    };
  };
}
