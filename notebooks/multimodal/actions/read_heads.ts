import { readCheckpoints } from "@rederive/lib/checkpoints";
import type { Gpu } from "@rederive/lib/gpu";
import type { Head } from "./heads.ts";
import { FILE, nameOf, type Run, startOf } from "./runs.ts";

/** The trained heads of this note, from data/. */
export interface Heads {
  /** The head of a run, its weights rounded to bf16. */
  readonly load: (run: Run) => Promise<Head>;
  /** The losses of its first steps. */
  readonly losses: (run: Run) => number[];
}

/** Reads them. */
export async function readHeads(gpu: Gpu): Promise<Heads> {
  const kept = await readCheckpoints([FILE]);
  return {
    async load(run) {
      const head = startOf(gpu, run);
      await kept.load(nameOf(run), head.network);
      return head;
    },
    losses: (run) => kept.losses(nameOf(run)),
  };
}
