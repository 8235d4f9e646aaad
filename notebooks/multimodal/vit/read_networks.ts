import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
import { float32Of, readSafetensors } from "@rederive/lib/safetensors";
import type { MaskedAutoencoder } from "./masked.ts";
import { FILE, nameOf, type Run } from "./runs.ts";
import type { TinyVit } from "./tiny_vit.ts";
import { makeNetwork } from "./train_run.ts";

/** The trained networks of this note, from data/, their weights rounded to bf16. */
export interface Networks {
  /** One that finds the red thing. */
  readonly load: (run: Run & { task: "quarters" }) => Promise<TinyVit>;
  /** A masked autoencoder. */
  readonly loadMasked: (seed: number) => Promise<MaskedAutoencoder>;
  /** The losses of a run's first steps. */
  readonly losses: (run: Run) => number[];
}

/** Reads them. */
export async function readNetworks(gpu: Gpu): Promise<Networks> {
  const { tensors, metadata } = readSafetensors(await readData(FILE));
  const made = async (run: Run) => {
    const module = makeNetwork(gpu, run);
    await loadParameters(module, float32Of(tensors.get(nameOf(run))!));
    return module;
  };
  return {
    load: async (run) => await made(run) as TinyVit,
    loadMasked: async (seed) => await made({ task: "masked", seed }) as MaskedAutoencoder,
    losses: (run) => metadata.get(nameOf(run))!.split(" ").map(Number),
  };
}
