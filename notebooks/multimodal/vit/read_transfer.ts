import { readCheckpoints } from "@rederive/lib/checkpoints";
import type { Dino } from "./dino.ts";
import type { TinyVit } from "./tiny_vit.ts";
import { nameOfTransfer, startTransfer, TRANSFER_FILE, type TransferRun } from "./transfer.ts";

/** What was trained of DINO teachers for another task, from data/, rounded to bf16. */
export interface Transfers {
  /** The teacher's encoder, adapted: the teacher is changed, and is to be disposed in its place. */
  readonly adapted: (teacher: Dino, run: TransferRun) => Promise<TinyVit>;
  /** The losses of a run's first steps, by LoRA or of all. */
  readonly losses: (run: TransferRun) => number[];
}

/** Reads it. */
export async function readTransfers(): Promise<Transfers> {
  const kept = await readCheckpoints([TRANSFER_FILE]);
  return {
    adapted: async (teacher, run) => {
      const encoder = startTransfer(teacher, run);
      await kept.load(nameOfTransfer(run), encoder);
      return encoder;
    },
    losses: (run) => kept.losses(nameOfTransfer(run)),
  };
}
