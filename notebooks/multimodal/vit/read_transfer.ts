import { readData } from "@rederive/lib/data";
import { loadParameters } from "@rederive/lib/nn";
import { float32Of, readSafetensors } from "@rederive/lib/safetensors";
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
  const { tensors, metadata } = readSafetensors(await readData(TRANSFER_FILE));
  return {
    adapted: async (teacher, run) => {
      const encoder = startTransfer(teacher, run);
      await loadParameters(encoder, float32Of(tensors.get(nameOfTransfer(run))!));
      return encoder;
    },
    losses: (run) => metadata.get(nameOfTransfer(run))!.split(" ").map(Number),
  };
}
