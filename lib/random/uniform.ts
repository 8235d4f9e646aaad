import { bits, type BitsOptions } from "./bits.ts";
import type { Key } from "./key.ts";

/** The range of uniform numbers: [low, high). */
export interface UniformOptions extends BitsOptions {
  /** 0 unless given. */
  low?: number;
  /** 1 unless given. */
  high?: number;
}

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/**
 * `n` uniform f32 numbers in [low, high), as `jax.random.uniform` makes them: 23 random mantissa
 * bits. Bit-equal to `randomUniform()` on the GPU when `high - low` is a power of two.
 *
 * @example
 * ```ts
 * import { key, uniform } from "@rederive/lib/random";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(uniform(key(0), 1)[0]?.toFixed(6), "0.947667"); // the number in JAX's documentation
 * ```
 */
export function uniform(
  key: Key,
  n: number,
  options: UniformOptions = {},
): Float32Array<ArrayBuffer> {
  const { low = 0, high = 1 } = options;
  return Float32Array.from(bits(key, n, options), (each) => toRange(each, low, high));
}

/** The upper 23 bits of a word as a number in [0, 1), stretched to [low, high) in f32. */
export function toRange(bits: number, low: number, high: number): number {
  word[0] = (bits >>> 9) | 0x3f800000;
  const width = Math.fround(Math.fround(high) - Math.fround(low));
  const scaled = Math.fround(Math.fround(float[0]! - 1) * width);
  return Math.max(Math.fround(low), Math.fround(scaled + Math.fround(low)));
}
