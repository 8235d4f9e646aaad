import type { Search, Searches } from "./search.ts";

/** The nearest neighbour of every pixel, both ways. */
export interface Tables {
  /** Of every pixel of the first picture, in the second. */
  readonly there: Uint32Array;
  /** Of every pixel of the second picture, in the first. */
  readonly back: Uint32Array;
}

/**
 * Searches for all pixels of both pictures: the brute force.
 *
 * @example
 * ```ts
 * import { lookUp, tablesOf } from "@rederive/lib/matching";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const searches = lookUp({ there: Uint32Array.of(1, 0, 0), back: Uint32Array.of(1, 0) });
 * deepEqual([...(await tablesOf({ ...searches, counts: [3, 2] })).there], [1, 0, 0]);
 * ```
 */
export async function tablesOf(
  { there, back, counts: [first, second] }: Pick<Searches, "there" | "back" | "counts">,
): Promise<Tables> {
  return { there: await there(allOf(first)), back: await back(allOf(second)) };
}

/**
 * Searches that look their answers up.
 *
 * @example
 * ```ts
 * import { lookUp } from "@rederive/lib/matching";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const { back } = lookUp({ there: Uint32Array.of(1, 0), back: Uint32Array.of(1, 0) });
 * deepEqual([...await back([1, 1])], [0, 0]);
 * ```
 */
export function lookUp({ there, back }: Tables): Pick<Searches, "there" | "back"> {
  const from = (table: Uint32Array): Search => (pixels) =>
    Promise.resolve(Uint32Array.from({ length: pixels.length }, (_, i) => table[pixels[i]!]!));
  return { there: from(there), back: from(back) };
}

function allOf(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}
