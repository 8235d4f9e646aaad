import {
  float32Of,
  quantizeRows,
  readSafetensors,
  type ToStore,
  writeSafetensors,
} from "@rederive/lib/safetensors";

/** What becomes of a checkpoint. */
export interface QuantizeOptions {
  /** Names of tensors that are not kept. */
  leaveOut: RegExp;
  /** Written beside the tensors. */
  metadata: Readonly<Record<string, string>>;
}

/** A checkpoint with its matrices in 8 bits, a scale a row, and its vectors in f32 as they are. */
export function quantizeCheckpoint(
  file: Uint8Array<ArrayBuffer>,
  { leaveOut, metadata }: QuantizeOptions,
): Uint8Array<ArrayBuffer> {
  const kept = readSafetensors(file).tensors.values().filter(({ name }) => !leaveOut.test(name));
  const parts = [...kept].flatMap((stored): (readonly [string, ToStore])[] => {
    const { name, shape } = stored;
    const values = float32Of(stored);
    return shape.length === 2 ? quantizeRows(name, { shape, values }) : [[name, { shape, values }]];
  });
  return writeSafetensors(parts, { metadata });
}
