import { scaleName } from "./weights.ts";
import { sizeOf } from "./stored_tensor.ts";
import type { ToStore } from "./write_safetensors.ts";

/** The largest scale whose 127-fold is still an f32. */
const LARGEST = Math.floor((2 ** 128 - 2 ** 104) / 127 / 2 ** 98) * 2 ** 98;

/**
 * Weights in 8 bits with one scale a row of the first axis, as two entries to write: `name` in I8 and
 * `<name>.scale` in F32. A row's largest magnitude becomes 127; no element moves by more than half a
 * scale.
 *
 * @throws {RangeError} when a value is not finite, or there are not as many as the shape says.
 *
 * @example
 * ```ts
 * import { quantizeRows } from "@rederive/lib/safetensors";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const [[, q], [name, scale]] = quantizeRows("w", { shape: [1, 2], values: Float32Array.of(2, -1) });
 * deepEqual(q.values, Int8Array.of(127, -64)); // -63.5, rounded away from zero
 * deepEqual([name, scale.values], ["w.scale", Float32Array.of(2 / 127)]);
 * ```
 */
export function quantizeRows(
  name: string,
  { shape, values }: { shape: readonly number[]; values: Float32Array },
): [weights: readonly [string, ToStore], scales: readonly [string, ToStore]] {
  if (sizeOf(shape) !== values.length) {
    throw new RangeError(
      `Cannot quantize "${name}": ${values.length} elements for the shape (${shape.join(", ")}), ` +
        `wanted ${sizeOf(shape)}`,
    );
  }
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) {
    throw new RangeError(`Cannot quantize "${name}": element ${odd} is ${values[odd]}, not finite`);
  }
  const rows = shape[0] ?? 1;
  const width = rows === 0 ? 0 : values.length / rows;
  const scales = new Float32Array(rows);
  const quantized = new Int8Array(values.length);
  for (let row = 0; row < rows; row++) {
    const cells = values.subarray(row * width, (row + 1) * width);
    const most = cells.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    const scale = Math.min(Math.fround(most / 127), LARGEST);
    scales[row] = scale;
    if (scale === 0) continue;
    for (const [i, value] of cells.entries()) {
      const steps = value / scale;
      quantized[row * width + i] = Math.sign(steps) * Math.round(Math.abs(steps));
    }
  }
  return [
    [name, { shape, values: quantized }],
    [scaleName(name), { shape: [rows], values: scales }],
  ];
}
