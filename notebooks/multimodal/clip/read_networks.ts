import { readCheckpoints } from "@rederive/lib/checkpoints";
import type { Gpu } from "@rederive/lib/gpu";
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
  const kept = await readCheckpoints([FILE]);
  return {
    async load(run) {
      const encoder = await startOf(gpu, run);
      await kept.load(nameOf(run), encoder.module);
      return encoder;
    },
    losses: (run) => kept.losses(nameOf(run)),
  };
}
