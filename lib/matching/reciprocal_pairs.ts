import type { Tables } from "./tables.ts";

/** A pixel of the first picture and one of the second. */
export type Pair = readonly [first: number, second: number];

/**
 * All pairs of pixels each of which is the other's nearest, by the pixel of the first picture.
 *
 * @example
 * ```ts
 * import { reciprocalPairs } from "@rederive/lib/matching";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const tables = { there: Uint32Array.of(1, 1, 0), back: Uint32Array.of(2, 0) };
 * deepEqual(reciprocalPairs(tables), [[0, 1], [2, 0]]); // pixel 1 is not the nearest of its nearest
 * ```
 */
export function reciprocalPairs({ there, back }: Tables): Pair[] {
  return [...there].flatMap((j, i): Pair[] => back[j] === i ? [[i, j]] : []);
}
