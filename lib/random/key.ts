import { type Pair, threefry2x32 } from "./threefry2x32.ts";
import { checkCount } from "./check_count.ts";
import { bits } from "./bits.ts";

/** A key of the generator, as JAX has it: two words. Use each key once, and split it for more. */
export type Key = Pair;

/**
 * How arrays of words map to counters. JAX changed it once: "original" until 0.4,
 * "partitionable" since 0.5. The same key gives different numbers under the two.
 */
export type Style = "partitionable" | "original";

/**
 * The key of a seed, as `jax.random.PRNGKey` makes it with 64-bit integers enabled.
 *
 * @example
 * ```ts
 * import { key } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(key(1234), [0, 1234]);
 * deepEqual(key(2n ** 32n + 5n), [1, 5]);
 * ```
 */
export function key(seed: number | bigint): Key {
  const valid = typeof seed === "bigint"
    ? seed >= 0n && seed < 2n ** 64n
    : Number.isSafeInteger(seed) && seed >= 0;
  if (!valid) {
    throw new RangeError(`Cannot make a key: seed ${seed}, wanted an integer from 0, below 2^64`);
  }
  const wide = BigInt(seed);
  return [Number(wide >> 32n), Number(wide & 0xffff_ffffn)];
}

/**
 * Makes `n` independent keys of one. The "partitionable" children do not depend on `n`; the
 * "original" ones do.
 *
 * @example
 * ```ts
 * import { key, split } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const [first, second] = split(key(0));
 * deepEqual(first, [1797259609, 2579123966]);
 * deepEqual(second, [928981903, 3453687069]);
 * deepEqual(split(key(0), 3)[0], first);
 * ```
 */
export function split(key: Key, n = 2, options: { style?: Style } = {}): Key[] {
  checkCount("split a key", n);
  if (options.style === "original") {
    const words = bits(key, 2 * n, { style: "original" });
    return Array.from({ length: n }, (_, i) => [words[2 * i]!, words[2 * i + 1]!]);
  }
  return Array.from({ length: n }, (_, i) => threefry2x32(key, [0, i]));
}

/**
 * Makes a new key of a key and a number, e.g. the index of a step.
 *
 * @example
 * ```ts
 * import { foldIn, key } from "@rederive/lib/random";
 * import { notDeepStrictEqual as notDeepEqual } from "node:assert/strict";
 *
 * notDeepEqual(foldIn(key(0), 1), foldIn(key(0), 2));
 * ```
 */
export function foldIn(key: Key, data: number): Key {
  checkCount("fold a number into a key", data);
  return threefry2x32(key, [0, data]);
}
