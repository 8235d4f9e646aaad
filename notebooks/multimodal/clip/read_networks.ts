import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
import { float32Of, readSafetensors } from "@rederive/lib/safetensors";
import type { DualEncoder } from "./networks.ts";
import { FILE, nameOf, type Run, startOf } from "./runs.ts";

/** The trained networks of this note, from data/. */
export interface Networks {
  /** The dual encoder of a run, its weights rounded to bf16. */
  readonly load: (run: Run) => Promise<DualEncoder>;
  /** The loss of every step. */
  readonly losses: (run: Run) => number[];
}

/** Reads them. */
export async function readNetworks(gpu: Gpu): Promise<Networks> {
  const { tensors, metadata } = readSafetensors(await readData(FILE));
  return {
    async load(run) {
      const encoder = await startOf(gpu, run);
      await loadParameters(encoder.module, float32Of(tensors.get(nameOf(run))!));
      return encoder;
    },
    losses: (run) => metadata.get(nameOf(run))!.split(" ").map(Number),
  };
}
