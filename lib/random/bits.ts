import { checkCount } from "./check_count.ts";
import type { Key, Style } from "./key.ts";
import { type Pair, threefry2x32 } from "./threefry2x32.ts";

/** Which words to make. */
export interface BitsOptions {
  /** How words map to counters; "partitionable" unless given. */
  style?: Style;
  /** Index of the first word, for a part of a larger array. */
  offset?: number;
  /** Length of the whole array; only the "original" style depends on it. */
  total?: number;
  /** Rounds of Threefry; 20 unless given. */
  rounds?: number;
}

/**
 * `n` random words, bit-equal to `jax.random.bits` and to `randomBits()` on the GPU.
 *
 * @example
 * ```ts
 * import { bits, key } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * // Word 1000 alone equals word 1000 of the array: there is no state to run through.
 * deepEqual(bits(key(7), 1, { offset: 1000 })[0], bits(key(7), 1001)[1000]);
 * ```
 */
export function bits(key: Key, n: number, options: BitsOptions = {}): Uint32Array<ArrayBuffer> {
  const { style = "partitionable", rounds = 20 } = options;
  const { offset, total } = checkPart(n, options);
  const words = new Uint32Array(n);
  const half = Math.ceil(total / 2);
  for (let i = 0; i < n; i++) {
    const index = offset + i;
    if (style === "partitionable") {
      const [x, y] = threefry2x32(key, [0, index], rounds);
      words[i] = x ^ y;
      continue;
    }
    const first = index % half;
    // An odd array is padded by one counter, which is 0.
    const counter: Pair = [first, half + first < total ? half + first : 0];
    words[i] = threefry2x32(key, counter, rounds)[index < half ? 0 : 1];
  }
  return words;
}

/** Fills in the part of an array that is asked for and checks that it lies inside. */
export function checkPart(n: number, options: BitsOptions): { offset: number; total: number } {
  const { offset = 0, total = offset + n } = options;
  for (const count of [n, offset, total]) checkCount("fill with random numbers", count);
  if (offset + n <= total) return { offset, total };
  throw new RangeError(
    `Cannot fill with random numbers: elements ${offset} to ${offset + n} of ${total}`,
  );
}
