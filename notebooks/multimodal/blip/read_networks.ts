import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { float32Weights, readSafetensors } from "@rederive/lib/safetensors";
import type { Med } from "./med.ts";
import type { Kept as StepLosses } from "./train.ts";
import { FILE, makeMed, nameOf, type Run } from "./runs.ts";

/** The trained models of this note, from data/. */
export interface Networks {
  /** The model of a run, its weights rounded to 8 bits. */
  readonly load: (run: Run) => Promise<Med>;
  /** The losses of its first steps. */
  readonly losses: (run: Run) => StepLosses[];
}

/** Reads them. */
export async function readNetworks(gpu: Gpu): Promise<Networks> {
  const { tensors, metadata } = readSafetensors(await readData(FILE));
  return {
    async load(run) {
      const med = makeMed(gpu, run.seed);
      await putWeights(med, float32Weights(tensors, nameOf(run)));
      return med;
    },
    losses: (run) => JSON.parse(metadata.get(nameOf(run))!),
  };
}

/** Gives a model its weights, one parameter behind the other. */
export async function putWeights(med: Med, weights: Float32Array): Promise<void> {
  let from = 0;
  const state = med.namedParameters().map(([name, { shape, size }]) => {
    return [name, { shape, values: weights.slice(from, from += size) }] as const;
  });
  await med.loadState(Object.fromEntries(state));
}
