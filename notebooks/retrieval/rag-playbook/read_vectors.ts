import { readData } from "@rederive/lib/data";
import { float32Of, int32Of, readSafetensors } from "@rederive/lib/safetensors";

/** Vectors that PyTorch made of texts, read by name; their directions count, not their lengths. */
export interface Vectors {
  /** Numbers, row by row, and how many a row. */
  rows(name: string): { readonly width: number; readonly values: Float32Array<ArrayBuffer> };
  /** Where the tokens of each text start. */
  starts(name: string): Int32Array<ArrayBuffer>;
}

/** The vectors of data/rag-vectors.safetensors. */
export async function readVectors(): Promise<Vectors> {
  const { tensors } = readSafetensors(await readData("rag-vectors.safetensors"));
  return {
    rows: (name) => {
      const stored = tensors.get(name)!;
      return { width: stored.shape[1]!, values: float32Of(stored) };
    },
    starts: (name) => int32Of(tensors.get(name)!),
  };
}
