import type { Dtype } from "./dtypes.ts";
import type { StoredTensor } from "./stored_tensor.ts";

type Elements = {
  BOOL: Uint8Array<ArrayBuffer>;
  U8: Uint8Array<ArrayBuffer>;
  I8: Int8Array<ArrayBuffer>;
  I16: Int16Array<ArrayBuffer>;
  U16: Uint16Array<ArrayBuffer>;
  F16: Float16Array<ArrayBuffer>;
  BF16: Uint16Array<ArrayBuffer>;
  I32: Int32Array<ArrayBuffer>;
  U32: Uint32Array<ArrayBuffer>;
  F32: Float32Array<ArrayBuffer>;
  F64: Float64Array<ArrayBuffer>;
  I64: BigInt64Array<ArrayBuffer>;
  U64: BigUint64Array<ArrayBuffer>;
};

const VIEWS: { [D in Dtype]: (bytes: Uint8Array<ArrayBuffer>) => Elements[D] } = {
  BOOL: (bytes) => bytes,
  U8: (bytes) => bytes,
  I8: (bytes) => viewOf(Int8Array, bytes),
  I16: (bytes) => viewOf(Int16Array, bytes),
  U16: (bytes) => viewOf(Uint16Array, bytes),
  F16: (bytes) => viewOf(Float16Array, bytes),
  BF16: (bytes) => viewOf(Uint16Array, bytes),
  I32: (bytes) => viewOf(Int32Array, bytes),
  U32: (bytes) => viewOf(Uint32Array, bytes),
  F32: (bytes) => viewOf(Float32Array, bytes),
  F64: (bytes) => viewOf(Float64Array, bytes),
  I64: (bytes) => viewOf(BigInt64Array, bytes),
  U64: (bytes) => viewOf(BigUint64Array, bytes),
};

/**
 * A stored tensor's elements in f32, row by row. F32 is a view of the file where it lies on a boundary
 * of four bytes, so that nothing is copied; F16, BF16, BOOL and integers up to 16 bits widen exactly;
 * F64 rounds.
 *
 * @throws {TypeError} for wider integers, which f32 cannot hold: see `int32Of()`.
 *
 * @example
 * ```ts
 * import { float32Of, readSafetensors, writeSafetensors } from "@rederive/lib/safetensors";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const values = Float32Array.of(0.5, 1 / 3);
 * const file = writeSafetensors([["w", { shape: [2], values, dtype: "BF16" }]]);
 * const stored = readSafetensors(file).tensors.get("w")!;
 * deepEqual(float32Of(stored), Float32Array.of(0.5, 0.333984375)); // 8 bits of a third
 * ```
 */
export function float32Of(stored: StoredTensor): Float32Array<ArrayBuffer> {
  const { name, dtype, bytes } = stored;
  if (dtype === "F32") return VIEWS.F32(bytes);
  if (dtype === "BF16") return widenBf16(VIEWS.BF16(bytes));
  if (dtype === "I32" || dtype === "U32" || dtype === "I64" || dtype === "U64") {
    throw new TypeError(
      `Cannot read "${name}" as f32: it is ${dtype}, wanted floats or integers of at most 16 bits`,
    );
  }
  return new Float32Array(VIEWS[dtype](bytes));
}

/**
 * A stored tensor's integers, row by row; a view of the file for I32 where it lies on a boundary of
 * four bytes.
 *
 * @throws {TypeError} for floats.
 * @throws {RangeError} for a value that 32 bits do not hold.
 *
 * @example
 * ```ts
 * import { int32Of, readSafetensors, writeSafetensors } from "@rederive/lib/safetensors";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const values = BigInt64Array.of(-1n, 2n ** 31n - 1n);
 * const file = writeSafetensors([["ids", { shape: [2], values }]]);
 * deepEqual(int32Of(readSafetensors(file).tensors.get("ids")!), Int32Array.of(-1, 2147483647));
 * ```
 */
export function int32Of(stored: StoredTensor): Int32Array<ArrayBuffer> {
  const { name, dtype, bytes } = stored;
  if (dtype === "I32") return VIEWS.I32(bytes);
  if (dtype === "F16" || dtype === "BF16" || dtype === "F32" || dtype === "F64") {
    throw new TypeError(`Cannot read "${name}" as integers: it is ${dtype}, wanted integers`);
  }
  const values = VIEWS[dtype](bytes);
  const result = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    result[i] = Number(values[i]);
    if (result[i] === Number(values[i])) continue;
    throw new RangeError(
      `Cannot read "${name}" as integers: element ${i} is ${values[i]}, wanted one of 32 bits`,
    );
  }
  return result;
}

function viewOf<A>(
  View: { new (buffer: ArrayBuffer, at: number, length: number): A; BYTES_PER_ELEMENT: number },
  bytes: Uint8Array<ArrayBuffer>,
): A {
  const width = View.BYTES_PER_ELEMENT;
  const { buffer, byteOffset, length } = bytes.byteOffset % width === 0 ? bytes : bytes.slice();
  return new View(buffer, byteOffset, length / width);
}

/** bf16 is the upper half of f32. */
function widenBf16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const words = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) words[i] = halves[i]! << 16;
  return new Float32Array(words.buffer);
}
