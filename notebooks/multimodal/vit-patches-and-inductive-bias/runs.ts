import type { Gpu } from "@rederive/lib/gpu";
import { type Classifier, makeCnn, makeMlp, makeVit } from "./networks.ts";
import { type Corner, drawPictures, type Pictures } from "./shapes_world.ts";

/** One training: which network, on what. */
export interface Run {
  /** "pooled" is a ViT whose head reads the mean of the patches. */
  readonly network: "vit" | "cnn" | "mlp" | "pooled";
  /** Fixes the first weights, the pictures and their order. */
  readonly seed: number;
  /** Pictures of the set. */
  readonly count: number;
  /** The middles of all shapes of the set lie in this quarter. */
  readonly corner?: Corner;
  /** Trained on four other shapes first, with their labels or with shuffled ones. */
  readonly before?: "labels" | "shuffled";
}

/** Of the networks that are looked at; learning rates were chosen with seed 0. */
export const SEEDS = [1, 2, 3] as const;
/** Of the networks that are judged where two kinds are compared. */
export const FRESH = [4, 5, 6] as const;
/** Sizes of the sets. */
export const COUNTS = [64, 256, 1024, 4096] as const;
/** Steps of a training, pre-training too. */
export const STEPS = 300;
/** Of a fine-tuning, slower and shorter. */
export const FINE = { steps: 120, learningRate: 0.002 } as const;
/** Pictures of the four other shapes. */
export const PRETRAINING = 4096;

const looked = SEEDS.flatMap((seed): Run[] => [
  ...COUNTS.flatMap((count): Run[] => [
    { network: "cnn", seed, count },
    { network: "vit", seed, count },
  ]),
  ...(["cnn", "vit", "mlp"] as const).map((network): Run => {
    return { network, seed, count: 1024, corner: "upper left" };
  }),
  { network: "pooled", seed, count: 1024 },
]);
const judged = FRESH.flatMap((seed): Run[] => [
  ...[64, 256].flatMap((count) =>
    (["cnn", "vit", "mlp"] as const).map((network): Run => ({ network, seed, count }))
  ),
  { network: "vit", seed, count: 64, before: "labels" },
  { network: "vit", seed, count: 64, before: "shuffled" },
]);

/** Every training whose network is kept in data/. */
export const RUNS: readonly Run[] = [...looked, ...judged];

/** Name of a run in the file. */
export function nameOf({ network, seed, count, corner, before }: Run): string {
  return [network, count, ...corner ? ["corner"] : [], ...before ? [before] : [], seed].join("-");
}

/** The file of data/ that keeps the network of a run. */
export function fileOf({ network }: Run): string {
  const isVit = network === "vit" || network === "pooled";
  return isVit ? "vit-shapes.safetensors" : "vit-shapes-rivals.safetensors";
}

/** The network of a run as it starts. */
export function makeNetwork(
  gpu: Gpu,
  { network, seed }: Pick<Run, "network" | "seed">,
): Classifier {
  if (network === "cnn") return makeCnn(gpu, { seed });
  if (network === "mlp") return makeMlp(gpu, { seed });
  return makeVit(gpu, { seed, reads: network === "pooled" ? "mean" : "token" });
}

/** The pictures a run trains on. */
export function setOf({ seed, count, corner }: Run): Pictures {
  return drawPictures(count, { seed, ...corner ? { corner } : {} });
}

/** Highest learning rate, the better of a few on seed 0; that of "mlp" was not tuned. */
export const RATES = { vit: 0.005, pooled: 0.01, cnn: 0.01, mlp: 0.003 } as const;
