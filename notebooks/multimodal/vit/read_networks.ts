import { readCheckpoints } from "@rederive/lib/checkpoints";
import type { Gpu } from "@rederive/lib/gpu";
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
  const kept = await readCheckpoints([FILE]);
  const made = async (run: Run) => {
    const module = makeNetwork(gpu, run);
    await kept.load(nameOf(run), module);
    return module;
  };
  return {
    load: async (run) => await made(run) as TinyVit,
    loadMasked: async (seed) => await made({ task: "masked", seed }) as MaskedAutoencoder,
    losses: (run) => kept.losses(nameOf(run)),
  };
}
