import { bytesOf, type Dtype, DTYPES } from "./dtypes.ts";
import { sizeOf } from "./stored_tensor.ts";

/** The typed arrays that can be written. */
export type Storable =
  | Float16Array
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

/** What each is stored as. */
const TYPES = [
  [Float32Array, "F32"],
  [Float64Array, "F64"],
  [Float16Array, "F16"],
  [Int8Array, "I8"],
  [Int16Array, "I16"],
  [Int32Array, "I32"],
  [BigInt64Array, "I64"],
  [Uint8Array, "U8"],
  [Uint16Array, "U16"],
  [Uint32Array, "U32"],
  [BigUint64Array, "U64"],
] as const;

/** A tensor to write. */
export interface ToStore {
  /** Sizes of the axes. */
  readonly shape: readonly number[];
  /** The elements row by row; their type is what they are stored as. */
  readonly values: Storable;
  /** Floats may be narrowed to F16 or BF16, to the nearest, ties to even; bytes may be BOOL. */
  readonly dtype?: "F16" | "BF16" | "BOOL";
}

/**
 * The bytes of a safetensors file: wide types first and names in order, so that every tensor lies on
 * its boundary, as the format's own library writes them.
 *
 * @throws {RangeError} when an element count is not the shape's, or a name comes twice.
 * @throws {TypeError} when values cannot be stored as the type asked for.
 *
 * @example
 * ```ts
 * import { readSafetensors, writeSafetensors } from "@rederive/lib/safetensors";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const tensors = new Map([["bias", { shape: [3], values: new Float32Array(3) }]]);
 * const file = writeSafetensors(tensors, { metadata: { format: "pt" } });
 * deepEqual([...readSafetensors(file).metadata], [["format", "pt"]]);
 * ```
 */
export function writeSafetensors(
  tensors: Iterable<readonly [name: string, tensor: ToStore]>,
  { metadata }: { metadata?: Readonly<Record<string, string>> } = {},
): Uint8Array<ArrayBuffer> {
  const parts = [...tensors].map(([name, tensor]) => partOf(name, tensor));
  const rank = (dtype: Dtype) => bytesOf(dtype) * DTYPES.length + DTYPES.indexOf(dtype);
  parts.sort((a, b) => rank(b.dtype) - rank(a.dtype) || compare(a.name, b.name));
  const entries: [string, unknown][] = metadata ? [["__metadata__", metadata]] : [];
  const names = new Set<string>();
  let length = 0;
  for (const { name, dtype, shape, bytes } of parts) {
    if (name === "__metadata__") {
      throw new RangeError(
        'Cannot write safetensors: a tensor is named "__metadata__", a word taken',
      );
    }
    if (names.size === names.add(name).size) {
      throw new RangeError(`Cannot write safetensors: "${name}" comes twice, wanted it once`);
    }
    entries.push([name, { dtype, shape, data_offsets: [length, length += bytes.length] }]);
  }
  const json = entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`);
  const text = new TextEncoder().encode(`{${json.join(",")}}`);
  const begin = 8 + Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(begin + length).fill(0x20, 8, begin); // the padding is spaces
  new DataView(file.buffer).setBigUint64(0, BigInt(begin - 8), true);
  file.set(text, 8);
  let at = begin;
  for (const { bytes } of parts) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

interface Part {
  name: string;
  dtype: Dtype;
  shape: readonly number[];
  bytes: Uint8Array;
}

function partOf(name: string, { shape, values, dtype }: ToStore): Part {
  if (sizeOf(shape) !== values.length) {
    throw new RangeError(
      `Cannot write "${name}": ${values.length} elements for the shape (${shape.join(", ")}), ` +
        `wanted ${sizeOf(shape)}`,
    );
  }
  const own = TYPES.find(([type]) => values instanceof type)![1];
  const stored = narrowed(values, dtype);
  if (!stored) {
    throw new TypeError(`Cannot write "${name}": it is ${own} and asked to be ${dtype}`);
  }
  const bytes = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
  return { name, dtype: dtype ?? own, shape, bytes };
}

function narrowed(values: ToStore["values"], dtype: ToStore["dtype"]) {
  if (dtype === undefined) return values;
  if (dtype === "BOOL") return values instanceof Uint8Array ? values : null;
  if (!(values instanceof Float32Array)) return null;
  return dtype === "F16" ? new Float16Array(values) : toBf16(values);
}

/** The upper half of each f32, rounded to nearest, ties to even; a NaN stays one. */
function toBf16(values: Float32Array): Uint16Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Uint16Array.from(words, (word, i) => {
    if (Number.isNaN(values[i])) return word >>> 16 | 0x40;
    return (word + 0x7fff + (word >>> 16 & 1)) >>> 16;
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
