import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
import { float32Of, readSafetensors } from "@rederive/lib/safetensors";
import { type ArmName, ARMS, CONFIG } from "./arms.ts";
import { makeParts, type Parts } from "./stages.ts";

/** The trained models of this note, from data/. */
export interface Models {
  /** All parts as they are behind a training: those it did not change come from before it. */
  readonly load: (name: ArmName, seed: number) => Promise<Parts>;
  /** All parts as they are before a training. */
  readonly before: (name: ArmName, seed: number) => Promise<Parts>;
  /** The losses of its first steps. */
  readonly losses: (name: ArmName, seed: number) => number[];
}

/** Reads them; refuses a file that was made with other settings. */
export async function readModels(gpu: Gpu): Promise<Models> {
  const { tensors, metadata } = readSafetensors(await readData("mllm.safetensors"));
  if (metadata.get("config") !== CONFIG) {
    throw new RangeError(
      `Cannot read models: they were made with config ${metadata.get("config")}, wanted ${CONFIG}` +
        `\nTry: deno run -A notebooks/multimodal/mllm/make_models.ts <folder>`,
    );
  }
  const made = async (names: readonly ArmName[], seed: number): Promise<Parts> => {
    const parts = makeParts(gpu, seed);
    for (const name of names) {
      const all = float32Of(tensors.get(`${name}-${seed}`)!);
      let from = 0;
      for (const part of ARMS[name].keeps) {
        const size = parts[part].parameters().reduce((sum, { size }) => sum + size, 0);
        await loadParameters(parts[part], all.slice(from, from += size));
      }
    }
    return parts;
  };
  return {
    load: (name, seed) => made([...ARMS[name].after, name], seed),
    before: (name, seed) => made(ARMS[name].after, seed),
    losses: (name, seed) => metadata.get(`${name}-${seed}`)!.split(" ").map(Number),
  };
}
