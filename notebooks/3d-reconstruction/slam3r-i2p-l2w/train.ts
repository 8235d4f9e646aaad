import type { Gpu } from "@rederive/lib/gpu";
import { adamW, cosine, train as trainBy } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import {
  add,
  mean,
  reshape,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
} from "@rederive/lib/tensor";
import { SIZES } from "./frames.ts";
import type { Registrar } from "./network.ts";
import { drawExamples, FRAMES, ROOMS } from "./rooms.ts";
import type { Run } from "./runs.ts";

/** Examples a step. */
export const BATCH = 32;
/** How many losses are kept. */
export const LOGGED = 8;
const { rays, tokens, patch } = SIZES;

/** How long. */
export interface TrainOptions {
  /** Of the schedule. */
  readonly steps: number;
  /** Stop after so many. */
  readonly stop?: number;
  readonly learningRate: number;
}

/** The mean of squared distances. */
function lossOf(points: Tensor, truth: Tensor): Tensor {
  return mean(sum(square(sub(points, truth)), { axes: [-1] }));
}

/** AdamW on batches of new examples of the painted room; the first losses. */
export async function train(
  gpu: Gpu,
  network: Registrar,
  { seed }: Pick<Run, "seed">,
  { steps, stop = steps, learningRate }: TrainOptions,
): Promise<number[]> {
  const random = stream(foldIn(key(seed), 5));
  const next = () => {
    const { pictures, points, truth } = drawExamples(random, { room: ROOMS.painted, count: BATCH });
    return { pictures, points, truth };
  };
  const first = next();
  using pictures = tensor(gpu, first.pictures, { shape: [BATCH, FRAMES, tokens, 3 * patch] });
  using points = tensor(gpu, first.points, { shape: [BATCH, FRAMES, tokens, 2 * patch] });
  using truth = tensor(gpu, first.truth, { shape: [BATCH, FRAMES, rays, 2] });
  using optimizer = adamW(network.parameters(), { learningRate, weightDecay: 0.01 });
  return await trainBy(optimizer, {
    inputs: { pictures, points, truth },
    next,
    loss() {
      const { key, scene } = network.forward({ pictures, points });
      const wanted = reshape(slice(truth, [null, [0, 1]]), [BATCH, rays, 2]);
      return add(lossOf(key, wanted), lossOf(scene, slice(truth, [null, [1, FRAMES]])));
    },
  }, { steps: stop, scale: cosine({ steps, warmup: 20 }), logged: LOGGED });
}
