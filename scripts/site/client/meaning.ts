/** Search by meaning: MiniLM in the reader's browser. Loaded by the search page when it is asked for. */
import { openGpu } from "@rederive/lib/gpu";
import { loadSentenceEncoder } from "@rederive/lib/models";
import { float32Weights, readSafetensors } from "@rederive/lib/safetensors";

/** Where the files of `addMeaning()` are. */
export type MeaningAddresses = Record<"vectors" | "weights" | "tokenizer", string>;

/** Loads the model; what is returned gives the cosine of a query with each entry. */
export async function openMeaning(
  { vectors, weights, tokenizer }: MeaningAddresses,
): Promise<(query: string) => Promise<Float32Array>> {
  if (!navigator.gpu) throw new Error("this browser has no WebGPU");
  const gpu = await openGpu();
  const [entries, file, cut] = await Promise.all([
    bytesOf(vectors),
    bytesOf(weights),
    fetch(tokenizer).then((response) => response.json()),
  ]);
  const rows = float32Weights(readSafetensors(entries).tensors, "entries");
  const encoder = loadSentenceEncoder(gpu, { weights: file, tokenizer: cut });
  return async (query) => {
    const vector = await encoder.embed([query]);
    return Float32Array.from({ length: rows.length / vector.length }, (_, entry) => {
      const row = rows.subarray(entry * vector.length, (entry + 1) * vector.length);
      return row.reduce((sum, value, i) => sum + value * vector[i]!, 0);
    });
  };
}

async function bytesOf(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address);
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  throw new Error(`${address}: status ${response.status}`);
}
