import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import { Registrar, type Told } from "./network.ts";

/** One training. */
export interface Run {
  readonly told: Told;
  /** Fixes the first weights and the examples. */
  readonly seed: number;
}

/** Of all networks; the rate was chosen with another seed. */
export const SEEDS = [1, 2, 3] as const;
/** Steps of a training, of 32 examples each. */
export const STEPS = 200;
/** Highest learning rate. */
export const LEARNING_RATE = 0.006;

/** Every training whose network is kept in data/. */
export const RUNS: readonly Run[] = (["both", "points", "image"] as const).flatMap((told) =>
  SEEDS.map((seed) => ({ told, seed }))
);

/** The file of data/ that keeps the network of a run. */
export function fileOf({ told }: Pick<Run, "told">): string {
  return `slam3r-${told}.safetensors`;
}

/** Name of a run in the file. */
export function nameOf({ told, seed }: Run): string {
  return `${told}-${seed}`;
}

/** The network of a run as it starts. */
export function makeNetwork(gpu: Gpu, { told, seed }: Run): Registrar {
  return new Registrar(gpu, { random: stream(foldIn(key(seed), 3)), told });
}
