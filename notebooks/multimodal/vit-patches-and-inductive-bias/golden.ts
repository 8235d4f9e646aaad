import { readData, readJson } from "@rederive/lib/data";
import type { Config } from "@rederive/lib/models";
import { float32Of, readSafetensors, type StoredTensors } from "@rederive/lib/safetensors";

/** Numbers as PyTorch had them, in f64. */
export interface Listed {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** A tiny ViT in the hub's layout, and what transformers computes with it. */
export interface Golden {
  readonly config: Config;
  readonly tensors: StoredTensors;
  /** A weight by its name in the file. */
  readonly weight: (name: string) => Float32Array;
  readonly pixels: Listed;
  /** What goes into the first layer, and what each of the two makes of it. */
  readonly hidden: readonly Listed[];
  readonly logits: Listed;
  readonly madeWith: string;
}

interface File {
  made_with: string;
  config: Config;
  inputs: { pixels: Listed };
  outputs: { hidden: Listed[]; logits: Listed };
}

/** Reads data/vit-classifier.json and its weights. */
export async function readGolden(): Promise<Golden> {
  const { made_with, config, inputs, outputs } = await readJson<File>("vit-classifier.json");
  const { tensors } = readSafetensors(await readData("vit-classifier.safetensors"));
  return {
    config,
    tensors,
    weight: (name) => float32Of(tensors.get(name)!),
    pixels: inputs.pixels,
    ...outputs,
    madeWith: made_with,
  };
}
