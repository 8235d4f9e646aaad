import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
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

/** Gives a model its weights, which are kept in whole rows: zeros stand behind the last. */
export async function putWeights(med: Med, weights: Float32Array<ArrayBuffer>): Promise<void> {
  const size = med.parameters().reduce((sum, { size }) => sum + size, 0);
  await loadParameters(med, weights.subarray(0, size));
}
