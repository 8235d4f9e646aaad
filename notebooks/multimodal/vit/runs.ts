import type { Kind } from "./places.ts";
import type { Reads } from "./tiny_vit.ts";

/** A training whose network is kept in data/; the seed fixes first weights, pictures and order. */
export type Run =
  /** Where is the red thing? Or, for a head that reads each patch: which colour is in its quarter? */
  | { task: "quarters"; places: Kind; reads: Reads; seed: number }
  /** A masked autoencoder. */
  | { task: "masked"; seed: number };

/**
 * Seeds of each kind. Sizes and rates were chosen on seed 0; the number of steps of "quarters" after a
 * look at seeds 1 to 3, so it has others.
 */
export const SEEDS = { quarters: [4, 5, 6], masked: [1, 2, 3] } as const;

/** Pictures, batches, steps and highest learning rate of each kind of training. */
export const RULES = {
  quarters: { pictures: 1024, batch: 64, steps: 200, learningRate: 0.006 },
  masked: { pictures: 1024, batch: 32, steps: 500, learningRate: 0.004 },
} as const;

/** Every run, in the order of its making. */
export function allRuns(): Run[] {
  return [
    ...SEEDS.quarters.flatMap((seed): Run[] => [
      { task: "quarters", places: "number", reads: "token", seed },
      { task: "quarters", places: "row and column", reads: "token", seed },
      { task: "quarters", places: "waves", reads: "token", seed },
      { task: "quarters", places: "number", reads: "mean", seed },
      { task: "quarters", places: "number", reads: "each", seed },
    ]),
    ...SEEDS.masked.map((seed): Run => ({ task: "masked", seed })),
  ];
}

/** Name of a run in its file. */
export function nameOf(run: Run): string {
  const words = run.task === "quarters" ? [run.places, run.reads] : [];
  return [run.task, ...words, run.seed].join("-").replaceAll(" ", "-");
}

/** The file of data/ that keeps the networks. */
export const FILE = "vit-tokens.safetensors";
