import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import { PairNetwork } from "./network.ts";
import { drawPairs, type Pairs, roomOf } from "./views.ts";

/** One training. */
export interface Run {
  /** One branch for both pictures, or two. */
  readonly branches: "shared" | "own";
  /** Fixes the first weights, the pairs and their order. */
  readonly seed: number;
  /** Pairs of the set. */
  readonly count: number;
}

/** Of all networks; the rate was chosen in another room, with another seed. */
export const SEEDS = [2, 3, 4] as const;
/** Sizes of the sets of pairs. */
export const COUNTS = [64, 1024] as const;
/** Steps of a training, of 16 pairs each. */
export const STEPS = 250;
/** Highest learning rate. */
export const LEARNING_RATE = 0.004;
/** The room that all networks are trained in: nothing stands in its back, where the cameras are. */
export const ROOM = 355;
/** Another with the same property. */
export const OTHER_ROOM = 311;

/** Every training whose network is kept in data/. */
export const RUNS: readonly Run[] = SEEDS.flatMap((seed): Run[] => [
  { branches: "shared", seed, count: 1024 },
  { branches: "own", seed, count: 1024 },
  { branches: "shared", seed, count: 64 },
]);

/** Name of a run in the file. */
export function nameOf({ branches, seed, count }: Run): string {
  return `${branches}-${count}-${seed}`;
}

/** The file of data/ that keeps the network of a run. */
export function fileOf({ branches }: Pick<Run, "branches">): string {
  return branches === "shared" ? "relative-pose.safetensors" : "relative-pose-own.safetensors";
}

/** The network of a run as it starts. */
export function makeNetwork(gpu: Gpu, { branches, seed }: Pick<Run, "branches" | "seed">) {
  const random = stream(foldIn(key(seed), 3));
  return new PairNetwork(gpu, { random, isShared: branches === "shared" });
}

/** The pairs a run trains on. */
export async function pairsOf(
  gpu: Gpu,
  { seed, count }: Pick<Run, "seed" | "count">,
): Promise<Pairs> {
  return await drawPairs(gpu, roomOf(ROOM), { count, seed: 100 + seed });
}
