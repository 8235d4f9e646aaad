import { readData, readJson } from "@rederive/lib/data";
import type { Config } from "@rederive/lib/models";
import { float32Of, readSafetensors, type StoredTensors } from "@rederive/lib/safetensors";

/** Numbers as PyTorch had them, in f64. */
export interface Listed {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** A tiny CLIP in the hub's layout, and what transformers computes with it. */
export interface Golden {
  readonly config: Config;
  readonly tensors: StoredTensors;
  /** A weight by its name in the file. */
  readonly weight: (name: string) => Float32Array;
  readonly pixels: Listed;
  /** Three texts of seven tokens; the mask is 0 where a text is over. */
  readonly ids: Listed;
  readonly mask: Listed;
  readonly outputs: Readonly<Record<Output, Listed>>;
  readonly madeWith: string;
}

type Output =
  | "text_last"
  | "text_features"
  | "text_embeds"
  | "image_last"
  | "image_features"
  | "image_embeds"
  | "logits_per_image";

interface File {
  made_with: string;
  config: Config;
  inputs: Record<"pixels" | "ids" | "mask", Listed>;
  outputs: Record<Output, Listed>;
}

/** Reads data/clip-tiny.json and its weights. */
export async function readGolden(): Promise<Golden> {
  const { made_with, config, inputs, outputs } = await readJson<File>("clip-tiny.json");
  const { tensors } = readSafetensors(await readData("clip-tiny.safetensors"));
  const weight = (name: string) => float32Of(tensors.get(name)!);
  return { config, tensors, weight, ...inputs, outputs, madeWith: made_with };
}

/** Row by row. */
export function rowsOf({ shape, values }: Listed): number[][] {
  const width = shape.at(-1)!;
  return Array.from(
    { length: values.length / width },
    (_, i) => values.slice(i * width, (i + 1) * width),
  );
}
