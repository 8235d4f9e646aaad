import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
import { float32Of, readSafetensors } from "@rederive/lib/safetensors";
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
  const { tensors, metadata } = readSafetensors(await readData(FILE));
  return {
    async load(run) {
      const head = startOf(gpu, run);
      await loadParameters(head.network, float32Of(tensors.get(nameOf(run))!));
      return head;
    },
    losses: (run) => metadata.get(nameOf(run))!.split(" ").map(Number),
  };
}
