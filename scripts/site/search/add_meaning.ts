import { readData } from "@rederive/lib/data";
import { openGpu } from "@rederive/lib/gpu";
import { loadMiniLm } from "@rederive/lib/models";
import { quantizeRows, writeSafetensors } from "@rederive/lib/safetensors";
import { bundleClient } from "../bundle/bundle.ts";
import type { Files } from "../files.ts";
import type { Entry } from "./search_index.ts";

/** Paths of what the search page loads to search by meaning. */
export interface MeaningPaths {
  /** The module. */
  script: string;
  /** A vector for each entry, in 8 bits. */
  vectors: string;
  /** MiniLM. */
  weights: string;
  /** Its vocabulary. */
  tokenizer: string;
}

/** Embeds the entries and adds what a reader's browser needs to embed a query: 23 MB. */
export async function addMeaning(entries: readonly Entry[], files: Files): Promise<MeaningPaths> {
  await using gpu = await openGpu();
  using encoder = await loadMiniLm(gpu);
  const values = await encoder.embed(entries.map(({ title, text }) => `${title}. ${text}`));
  const shape = [entries.length, encoder.width];
  const vectors = writeSafetensors(quantizeRows("entries", { shape, values }));
  const add = async (name: string, kind: string) => files.addAsset(await readData(name), kind);
  return {
    script: await files.addAsset(await bundleClient("meaning"), "js"),
    vectors: await files.addAsset(vectors, "safetensors"),
    weights: await add("minilm.safetensors", "safetensors"),
    tokenizer: await add("minilm-tokenizer.json", "json"),
  };
}
