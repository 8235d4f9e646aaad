import { readCheckpoints } from "@rederive/lib/checkpoints";
import type { Gpu } from "@rederive/lib/gpu";
import type { Vit } from "@rederive/lib/models";
import type { Classifier } from "./networks.ts";
import { fileOf, makeNetwork, nameOf, type Run, RUNS } from "./runs.ts";

/** The trained networks of this note, from data/. */
export interface Networks {
  /** The network of a run, its weights rounded to bf16. */
  readonly load: (run: Run) => Promise<Classifier>;
  /** The losses of its first steps. */
  readonly losses: (run: Run) => number[];
}

/** Reads them. */
export async function readNetworks(gpu: Gpu): Promise<Networks> {
  const kept = await readCheckpoints([...new Set(RUNS.map(fileOf))]);
  return {
    async load(run) {
      const network = makeNetwork(gpu, run);
      await kept.load(nameOf(run), network.module);
      return network;
    },
    losses: (run) => kept.losses(nameOf(run)),
  };
}

/** The ViT of a network that has one. */
export function vitOf({ module }: Classifier): Vit {
  return module as Vit;
}
