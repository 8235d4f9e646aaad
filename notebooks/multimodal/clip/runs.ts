import type { Gpu } from "@rederive/lib/gpu";
import { assign, mul, tensor } from "@rederive/lib/tensor";
import { type DualEncoder, type Eye, makeDualEncoder } from "./networks.ts";
import type { TrainOptions } from "./train.ts";

/** One training. */
export interface Run {
  readonly eye: Eye;
  /**
   * What cosines are multiplied with: 1 / 0.07 as in the formula at its usual temperature, or exp(-0.07)
   * as in the listing.
   */
  readonly scale: "formula" | "listing";
  /** Fixes the first weights, the held-out combinations and the scenes. */
  readonly seed: number;
}

/** The usual temperature. */
export const TEMPERATURE = 0.07;
/** What cosines are multiplied with. */
export const SCALES = { formula: 1 / TEMPERATURE, listing: Math.exp(-TEMPERATURE) } as const;
/** Of the networks that are judged; patches, steps and rate were chosen with seeds 0 and 1. */
export const SEEDS = [1, 2, 3] as const;
/** Steps of a training. */
export const STEPS = 250;
/** Highest learning rate, the same for all. */
export const RATE = 0.005;

/** Every training whose network is kept in data/. */
export const RUNS: readonly Run[] = SEEDS.flatMap((seed): Run[] => [
  { eye: "vit", scale: "formula", seed },
  { eye: "vit", scale: "listing", seed },
  { eye: "conv", scale: "formula", seed },
]);

/** Name of a run in the file. */
export function nameOf({ eye, scale, seed }: Run): string {
  return [eye, scale, seed].join("-");
}

/** The file of data/ that keeps the networks. */
export const FILE = "clip-shapes.safetensors";

/** The dual encoder of a run as it starts. */
export async function startOf(gpu: Gpu, { eye, scale, seed }: Run): Promise<DualEncoder> {
  const encoder = makeDualEncoder(gpu, { eye, seed });
  using first = tensor(gpu, Float32Array.of(Math.log(SCALES[scale])), { shape: [] });
  await assign([[encoder.logitScale, first]]);
  // places start with a deviation of 1, as those of the text tower do; with 0.02 they are learned late
  const { positions } = encoder;
  if (positions) await assign([[positions, mul(positions, 50)]]);
  return encoder;
}

/** How a run is trained. */
export function rulesOf({ seed }: Run): TrainOptions {
  return { seed, steps: STEPS, learningRate: RATE };
}
