import type { Gpu } from "@rederive/lib/gpu";
import type { Sequential } from "@rederive/lib/nn";
import { foldIn, key, stream } from "@rederive/lib/random";
import {
  add,
  exp,
  log,
  mean,
  mul,
  slice,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
} from "@rederive/lib/tensor";
import { CHANNELS } from "./features.ts";
import { makeHead, rowsAt, trainHead } from "./train_head.ts";

/** In front of the logarithm of the confidence. */
export const ALPHA = 0.2;
/** Pixels of a step. */
const PIXELS = 256;

/** A view's features and the point of each of its pixels, (pixels, 3), in the frame of one camera. */
export interface PointedFeatures {
  readonly features: Float32Array<ArrayBuffer>;
  readonly points: Float32Array<ArrayBuffer>;
}

/** A head's points, in units of the scale of the scene, and its confidences 1 + exp(c). */
export function readPoints(outputs: Tensor): { points: Tensor; confidence: Tensor } {
  return {
    points: slice(outputs, [null, [0, 3]]),
    confidence: add(exp(slice(outputs, [null, [3, 4]])), 1),
  };
}

/** The mean of C l - alpha log C, where l is the distance from the true point. */
export function confidentLoss(outputs: Tensor, truth: Tensor): Tensor {
  const { points, confidence } = readPoints(outputs);
  const apart = sum(square(sub(points, truth)), { axes: [-1], keepDims: true });
  const distance = sqrt(add(apart, 1e-8)); // at no distance a root has no slope
  return mean(sub(mul(confidence, distance), mul(log(confidence), ALPHA)));
}

/** A point head, trained on pixels of views of one room whose points are divided by `scale`. */
export async function trainPointHead(
  gpu: Gpu,
  set: readonly PointedFeatures[],
  { seed, steps, scale }: { seed: number; steps: number; scale: number },
): Promise<Sequential> {
  const head = makeHead(gpu, {
    inputs: CHANNELS,
    outputs: 4,
    random: stream(foldIn(key(seed), 63)),
  });
  const random = stream(foldIn(key(seed), 64));
  await trainHead(gpu, head, {
    rows: PIXELS,
    steps,
    next: () => {
      const chosen = Array.from({ length: PIXELS }, () => {
        const { features, points } = set[random.integer(set.length)]!;
        return { features, points, at: random.integer(points.length / 3) };
      });
      const first = new Float32Array(PIXELS * CHANNELS);
      const second = new Float32Array(PIXELS * 3);
      chosen.forEach(({ features, points, at }, n) => {
        first.set(rowsAt(features, [at], CHANNELS), n * CHANNELS);
        second.set(rowsAt(points, [at], 3).map((x) => x / scale), n * 3);
      });
      return { first, second };
    },
    loss: (features, truth) => confidentLoss(head.forward(features), truth),
  });
  return head;
}
