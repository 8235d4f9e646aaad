import type { Pair } from "./threefry2x32.ts";
import type { Quad } from "./threefry4x32.ts";

// Multipliers and Weyl increments (golden ratio, sqrt(3) - 1) of Random123's philox.h.
const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const INCREMENTS = [0x9e3779b9, 0xbb67ae85] as const;

/**
 * Philox-4x32 (Salmon et al. 2011): a keyed bijection on four words built from multiplications; 10
 * rounds is the published default and what cuRAND and TensorFlow use.
 *
 * @example
 * ```ts
 * import { philox4x32 } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const want = [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8];
 * deepEqual(philox4x32([0, 0], [0, 0, 0, 0]), want);
 * ```
 */
export function philox4x32(
  key: Pair,
  counter: Quad,
  rounds = 10,
): [number, number, number, number] {
  let [a, b, c, d] = counter as readonly number[] as [number, number, number, number];
  let [first, second] = key;
  for (let round = 0; round < rounds; round++) {
    const [highA, lowA] = multiply(MULTIPLIERS[0], a);
    const [highC, lowC] = multiply(MULTIPLIERS[1], c);
    [a, b, c, d] = [(highC ^ b ^ first) >>> 0, lowC, (highA ^ d ^ second) >>> 0, lowA];
    first = (first + INCREMENTS[0]) >>> 0;
    second = (second + INCREMENTS[1]) >>> 0;
  }
  return [a, b, c, d];
}

/** The 64-bit product of two words: high word, low word. */
function multiply(x: number, y: number): [number, number] {
  // Halves of 16 bits keep every partial product exact in a double.
  const low = (x & 0xffff) * y;
  const middle = (x >>> 16) * y + Math.floor(low / 0x1_0000);
  return [Math.floor(middle / 0x1_0000), Math.imul(x, y) >>> 0];
}
