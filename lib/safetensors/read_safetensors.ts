import { quoted, readHeader, refuse } from "./read_header.ts";
import type { Safetensors, StoredTensor } from "./stored_tensor.ts";

/** What the authors' library takes at most; a header is read whole. */
const LONGEST_HEADER = 100_000_000;

/**
 * Reads a safetensors file (https://huggingface.co/docs/safetensors): what is in it and where. Tensors
 * are views of the bytes. Every range is checked first: they fill the file without hole or overlap.
 *
 * @throws {SyntaxError} when the header is no header.
 * @throws {RangeError} when lengths or ranges do not fit the file or each other.
 *
 * @example
 * ```ts
 * import { float32Of, readSafetensors, writeSafetensors } from "@rederive/lib/safetensors";
 * import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
 *
 * const file = writeSafetensors([["w", { shape: [2], values: Float32Array.of(1, 2) }]]);
 * const { tensors } = readSafetensors(file);
 * deepEqual(float32Of(tensors.get("w")!), Float32Array.of(1, 2));
 * throws(() => readSafetensors(file.subarray(0, 70)), RangeError);
 * ```
 */
export function readSafetensors(file: Uint8Array<ArrayBuffer>): Safetensors {
  if (file.length < 8) {
    throw refuse(`the file has ${file.length} bytes, wanted at least 8, the header's length`, true);
  }
  const length = new DataView(file.buffer, file.byteOffset, 8).getBigUint64(0, true);
  const most = Math.min(file.length - 8, LONGEST_HEADER);
  if (length > BigInt(most)) {
    throw refuse(`the header's length is ${length}, wanted at most ${most} in this file`, true);
  }
  const begin = 8 + Number(length);
  const data = file.subarray(begin);
  const { entries, metadata } = readHeader(file.subarray(8, begin));
  const ordered = entries.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const tensors = new Map<string, StoredTensor>();
  let filled = 0;
  for (const { name, dtype, shape, start, end } of ordered) {
    if (start !== filled) {
      const fault = start < filled ? "overlaps the tensor before it" : "leaves a hole before it";
      throw refuse(`${quoted(name)} starts at ${start} and ${fault}, wanted ${filled}`, true);
    }
    if (end > data.length) {
      throw refuse(
        `${quoted(name)} ends at ${end}, wanted at most ${data.length}, the data of this file`,
        true,
      );
    }
    filled = end;
    tensors.set(name, { name, dtype, shape, bytes: data.subarray(start, end) });
  }
  if (filled !== data.length) {
    throw refuse(
      `the tensors end at ${filled}, wanted ${data.length}, the data of this file`,
      true,
    );
  }
  return { tensors, metadata };
}
