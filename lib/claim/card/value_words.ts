import { isList, type Json } from "../json.ts";
import type { Tolerance } from "../measurement.ts";

/** What `equal()` keeps of a long value, in words. */
export interface Digest {
  sha256: string;
  hash: string;
  size: string;
  there: Json;
}

/** A value as a reader wants it: integers whole, other numbers to 6 digits unless they must be equal. */
export function valueWords(value: Json, { isExact = false }: { isExact?: boolean } = {}): string {
  if (typeof value === "string") return value;
  const text = write(value, isExact);
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}

// JSON with room to breathe, and keys without quotes where they need none
function write(value: Json, isExact: boolean): string {
  if (typeof value === "number") {
    const isWhole = isExact || Number.isInteger(value);
    return String(isWhole ? value : Number(value.toPrecision(6)));
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map((item) => write(item, isExact)).join(", ")}]`;
  const pairs = Object.entries(value).map(([key, item]) => {
    const name = /^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key);
    return `${name}: ${write(item, isExact)}`;
  });
  return `{${pairs.join(", ")}}`;
}

/** `±1e-6`, `±(1e-6 + 0.001 × |want|)`. */
export function toleranceWords({ abs, rel }: Tolerance): string {
  const terms = [abs ? valueWords(abs) : "", rel ? `${valueWords(rel)} × |want|` : ""];
  const given = terms.filter(Boolean);
  return given.length === 1 ? `±${given[0]}` : `±(${given.join(" + ")})`;
}

/** Reads a digest; null for a value that was short enough to keep. */
export function readDigest(value: Json): Digest | null {
  if (value === null || typeof value !== "object" || isList(value)) return null;
  const { sha256, length, there = null } = value;
  if (typeof sha256 !== "string") return null;
  const size = typeof length === "number" ? `${length} elements` : "the whole";
  return { sha256, hash: `sha-256 ${sha256.slice(0, 12)}…`, size, there };
}
