import type { ToStore } from "@rederive/lib/safetensors";

const FOLDER = new URL("./fixtures/", import.meta.url);

/** The bytes that the format's own library wrote. */
export const golden: Uint8Array<ArrayBuffer> = Deno.readFileSync(
  new URL("golden.safetensors", FOLDER),
);

type Row = [name: string, type: string, shape: number[], values: (number | string | boolean)[]];

/** What is in it, as that library read it back. */
export const rows = JSON.parse(Deno.readTextFileSync(new URL("golden.json", FOLDER))) as Row[];

const STORES: Record<string, (values: Row[3]) => Pick<ToStore, "values" | "dtype">> = {
  float32: (v) => ({ values: Float32Array.from(v, Number) }),
  float64: (v) => ({ values: Float64Array.from(v, Number) }),
  float16: (v) => ({ values: Float32Array.from(v, Number), dtype: "F16" }),
  bfloat16: (v) => ({ values: Float32Array.from(v, Number), dtype: "BF16" }),
  int8: (v) => ({ values: Int8Array.from(v, Number) }),
  int16: (v) => ({ values: Int16Array.from(v, Number) }),
  int32: (v) => ({ values: Int32Array.from(v, Number) }),
  int64: (v) => ({ values: BigInt64Array.from(v, BigInt) }),
  uint8: (v) => ({ values: Uint8Array.from(v, Number) }),
  uint16: (v) => ({ values: Uint16Array.from(v, Number) }),
  uint32: (v) => ({ values: Uint32Array.from(v, Number) }),
  uint64: (v) => ({ values: BigUint64Array.from(v, BigInt) }),
  bool: (v) => ({ values: Uint8Array.from(v, Number), dtype: "BOOL" }),
};

/** The same tensors, for our writer. */
export const goldenTensors: (readonly [string, ToStore])[] = rows.map((
  [name, type, shape, values],
) => [name, { shape, ...STORES[type]!(values) }]);

/** A file with this header, and this many bytes behind it. */
export function fileOf(header: unknown, bytes = 0, length?: bigint): Uint8Array<ArrayBuffer> {
  const text = header instanceof Uint8Array
    ? header
    : new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + bytes);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  file.set(text, 8);
  return file;
}
