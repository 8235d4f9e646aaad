import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import { EDGE } from "@rederive/lib/shapes";
import { Med } from "./med.ts";
import { LONGEST, VOCABULARY } from "./words.ts";

/** Of all that is judged. Sizes, steps and learning rates were chosen with seed 0. */
export const SEEDS = [1, 2, 3] as const;

/** Of every model. */
export const SIZES = {
  ...{ channels: 32, layers: 2, heads: 2, hidden: 64 },
  ...{ imageSize: EDGE, patchSize: 8, vocabulary: VOCABULARY, longest: LONGEST },
} as const;

/** How long the picture tower is trained, and a model in two legs. */
export const SIGHT = { steps: 150, learningRate: 0.005 } as const;
export const BEGUN = { steps: 200, learningRate: 0.006 } as const;
export const TWINS = { steps: 150, learningRate: 0.004 } as const;

/** Pairs of a set, and the share of the crawl's that is wrong. */
export const PAIRS = 1024, WRONG = 0.4;

/**
 * A model: the picture tower that all models of a seed start with, the model that learned from scenes
 * and their twins after its first leg, and after its second.
 */
export interface Run {
  readonly seed: number;
  readonly model: "sight" | "begun" | "twins";
}

/** Every model that is kept in data/, each behind the one it starts with. */
export const RUNS: readonly Run[] = (["sight", "begun", "twins"] as const)
  .flatMap((model) => SEEDS.map((seed) => ({ seed, model })));

/** Name of a run in the file. */
export function nameOf({ seed, model }: Run): string {
  return `${model}-${seed}`;
}

/** The file of data/ that keeps them. */
export const FILE = "blip.safetensors";

/** A model as it starts but for its picture tower; the same for every run of a seed. */
export function makeMed(gpu: Gpu, seed: number): Med {
  return new Med(gpu, { ...SIZES, random: stream(foldIn(key(seed), 3)) });
}
