import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import { EDGE } from "@rederive/lib/shapes";
import { Med } from "./med.ts";
import { type Task, TASKS } from "./train.ts";
import { LONGEST, VOCABULARY } from "./words.ts";

/** Of all that is judged. Sizes, steps and learning rates were chosen with other seeds. */
export const SEEDS = [1, 2, 3] as const;

/** Of every model. */
export const SIZES = {
  ...{ channels: 32, layers: 2, heads: 2, hidden: 64 },
  ...{ imageSize: EDGE, patchSize: 8, vocabulary: VOCABULARY, longest: LONGEST },
} as const;

/** How long the picture tower is trained, and a model. */
export const SIGHT = { steps: 150, learningRate: 0.005 } as const;
export const WHOLE = { steps: 800, learningRate: 0.003 } as const;

/** Pairs of a set, and the share of the crawl's that is wrong. */
export const PAIRS = 1024, WRONG = 0.4;

/**
 * A model: the picture tower that all models of a seed start with, the model that learned from scenes
 * and their twins by all three losses, from as many scenes apart from their twins, or by two losses.
 */
export interface Run {
  readonly seed: number;
  readonly model: "sight" | "whole" | "apart" | `without ${Task}`;
}

/** Every model that is kept in data/, each behind the one it starts with. */
export const RUNS: readonly Run[] = [
  ...SEEDS.map((seed): Run => ({ seed, model: "sight" })),
  ...SEEDS.map((seed): Run => ({ seed, model: "whole" })),
  ...SEEDS.map((seed): Run => ({ seed, model: "apart" })),
  ...TASKS.map((task): Run => ({ seed: 1, model: `without ${task}` })),
];

/** The losses that a run is trained by. */
export function tasksOf({ model }: Run): Task[] {
  return TASKS.filter((task) => model !== `without ${task}`);
}

/** Name of a run in the file. */
export function nameOf({ seed, model }: Run): string {
  return `${model.replace(" ", "-")}-${seed}`;
}

/** The file of data/ that keeps them. */
export const FILE = "blip.safetensors";

/** A model as it starts but for its picture tower; the same for every run of a seed. */
export function makeMed(gpu: Gpu, seed: number): Med {
  return new Med(gpu, { ...SIZES, random: stream(foldIn(key(seed), 3)) });
}
