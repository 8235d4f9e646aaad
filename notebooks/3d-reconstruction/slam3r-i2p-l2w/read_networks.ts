import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
import { float32Of, readSafetensors, type Safetensors } from "@rederive/lib/safetensors";
import type { Registrar } from "./network.ts";
import { fileOf, makeNetwork, nameOf, type Run, RUNS } from "./runs.ts";

/** The trained networks of this note, from data/. */
export interface Networks {
  /** The network of a run, its weights rounded to bf16. */
  readonly load: (run: Run) => Promise<Registrar>;
  /** The losses of its first steps. */
  readonly losses: (run: Run) => number[];
}

/** Reads them. */
export async function readNetworks(gpu: Gpu): Promise<Networks> {
  const files = new Map<string, Safetensors>();
  for (const name of new Set(RUNS.map(fileOf))) {
    files.set(name, readSafetensors(await readData(name)));
  }
  return {
    async load(run) {
      const network = makeNetwork(gpu, run);
      await loadParameters(network, float32Of(files.get(fileOf(run))!.tensors.get(nameOf(run))!));
      return network;
    },
    losses: (run) => files.get(fileOf(run))!.metadata.get(nameOf(run))!.split(" ").map(Number),
  };
}
