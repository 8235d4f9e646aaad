import { sizeOf, type StoredTensor, type StoredTensors } from "./stored_tensor.ts";
import { float32Of } from "./values.ts";

/**
 * The weights of a name in f32. I8 is multiplied, row by row of its first axis, with the tensor
 * `<name>.scale` of as many numbers; everything else is read as by `float32Of()`.
 *
 * @throws {RangeError} when there is no such tensor, or a scale of another shape.
 * @throws {TypeError} when I8 has no scale.
 *
 * @example
 * ```ts
 * import { float32Weights, quantizeRows, readSafetensors, writeSafetensors } from "@rederive/lib/safetensors";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const weights = { shape: [2, 2], values: Float32Array.of(127, -64, 0, 1.27) };
 * const file = writeSafetensors(quantizeRows("w", weights));
 * const { tensors } = readSafetensors(file);
 * deepEqual(float32Weights(tensors, "w"), weights.values); // 8 bits were enough for these
 * ```
 */
export function float32Weights(tensors: StoredTensors, name: string): Float32Array<ArrayBuffer> {
  const stored = tensors.get(name);
  if (!stored) throw new RangeError(`Cannot read weights: there is no "${name}", wanted a tensor`);
  return stored.dtype === "I8" ? scaled(tensors, stored) : float32Of(stored);
}

/** The name under which the scales of 8-bit weights are stored. */
export function scaleName(name: string): string {
  return `${name}.scale`;
}

function scaled(tensors: StoredTensors, stored: StoredTensor): Float32Array<ArrayBuffer> {
  const { name, shape } = stored;
  const rows = shape[0] ?? 1;
  const scale = tensors.get(scaleName(name));
  if (!scale) {
    throw new TypeError(
      `Cannot read weights: "${name}" is I8 and there is no "${scaleName(name)}", ` +
        `wanted one scale for each of its ${rows} rows`,
    );
  }
  if (sizeOf(scale.shape) !== rows || !/^B?F/.test(scale.dtype)) {
    throw new RangeError(
      `Cannot read weights: "${scale.name}" is (${scale.shape.join(", ")}) of ${scale.dtype}, ` +
        `wanted ${rows} floats, one for each row of "${name}"`,
    );
  }
  const values = float32Of(stored);
  const scales = float32Of(scale);
  const width = values.length / rows;
  for (let i = 0; i < values.length; i++) values[i]! *= scales[Math.floor(i / width)]!;
  return values;
}
