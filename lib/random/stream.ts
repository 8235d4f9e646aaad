import { type Key, key } from "./key.ts";
import { threefry2x32 } from "./threefry2x32.ts";

/** A sequence of random numbers for code on the CPU, the same on every machine. */
export interface Stream {
  /** A number in [0, 1) with 53 random bits. */
  uniform(): number;
  /** A standard normal number. */
  normal(): number;
  /** An integer in [0, n), every one equally likely; n is at most 2^32. */
  integer(n: number): number;
  /** A shuffled copy. */
  shuffle<T>(items: Iterable<T>): T[];
}

/**
 * Opens a stream of random numbers: Threefry-2x32 counting from 0 under the key of `seed`.
 *
 * @example
 * ```ts
 * import { stream } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
 *
 * const random = stream(0);
 * const [a, b] = [random.uniform(), random.uniform()];
 * equal(stream(0).uniform(), a);
 * deepEqual(stream(1).shuffle("abc").toSorted(), ["a", "b", "c"]);
 * if (a === b) throw new Error("a stream moves on");
 * ```
 */
export function stream(seed: number | bigint | Key): Stream {
  const own = typeof seed === "object" ? seed : key(seed);
  let count = 0;

  function block(): [number, number] {
    const counter = [Math.floor(count / 2 ** 32), count % 2 ** 32] as const;
    count++;
    return threefry2x32(own, counter);
  }

  function uniform(): number {
    const [high, low] = block();
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
  }

  function integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
      throw new RangeError(`Cannot draw an integer: n is ${n}, wanted an integer from 1 to 2^32`);
    }
    // Words above the largest multiple of n would favour small results: draw again.
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const [word] = block();
      if (word < limit) return word % n;
    }
  }

  return {
    uniform,
    integer,
    // Box and Muller; 1 - u is never 0. The second of the pair is dropped: no state but the count.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    shuffle(items) {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      return shuffled;
    },
  };
}
