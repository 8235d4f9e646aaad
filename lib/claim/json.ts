/** What a record can hold: JSON without NaN, infinities or undefined. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** What the constructors of evidence accept and turn into {@linkcode Json}. */
export type Storable =
  | Json
  | bigint
  | ArrayLike<number>
  | ArrayLike<bigint>
  | readonly Storable[]
  | { readonly [key: string]: Storable };

/**
 * Turns a value into JSON: BigInts become decimal strings, typed arrays become arrays, -0 becomes 0.
 * Whatever JSON would silently lose is an error that names the place.
 *
 * @example
 * ```ts
 * import { toJson } from "@rederive/lib/claim";
 * import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
 *
 * deepEqual(toJson({ words: Uint32Array.of(1, 2), key: 7n }), { words: [1, 2], key: "7" });
 * throws(() => toJson([1, NaN]), /\[1\] is NaN/);
 * ```
 */
export function toJson(value: unknown, place = "value"): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value === 0 ? 0 : value;
    throw new RangeError(`${place} is ${value}, want a finite number, or a string that says so`);
  }
  if (Array.isArray(value)) return value.map((item, i) => toJson(item, `${place}[${i}]`));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const items = Array.from(value as unknown as ArrayLike<number | bigint>);
    return items.map((item, i) => toJson(item, `${place}[${i}]`));
  }
  if (isPlainObject(value)) {
    const entries = Object.entries(value).map(([k, v]) => [k, toJson(v, `${place}.${k}`)]);
    return Object.fromEntries(entries);
  }
  throw new TypeError(`${place} is ${kindOf(value)}, want JSON, a BigInt or a typed array`);
}

/**
 * JSON text with sorted keys: equal values give equal text.
 *
 * @example
 * ```ts
 * import { canonicalJson } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(canonicalJson({ b: 1, a: [2] }), '{"a":[2],"b":1}');
 * ```
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const pairs = Object.keys(value).sort().map((key) =>
    `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`
  );
  return `{${pairs.join(",")}}`;
}

/**
 * Whether a JSON value is an array; `Array.isArray` does not narrow read-only arrays.
 *
 * @example
 * ```ts
 * import { isList } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(isList([1]), true);
 * equal(isList({ length: 1 }), false);
 * ```
 */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const proto = Object.getPrototypeOf(value);
  return proto === null || proto === Object.prototype;
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  return `an instance of ${value.constructor?.name ?? "an unnamed class"}`;
}
