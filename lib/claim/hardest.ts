import type { Hardest, Tolerance } from "./measurement.ts";

/** More than this is not worth storing in a notebook. */
export const MOST_KEPT = 64;

/**
 * Keeps the pairs `[error, scale]` that decide all others under any tolerance: those for which no
 * other pair has both a larger error and a smaller scale. Random data of n elements keeps about ln n.
 *
 * @example
 * ```ts
 * import { keepHardest } from "@rederive/lib/claim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(keepHardest([[0.1, 1], [0.3, 1], [0.2, 5]]), [[0.3, 1]]);
 * deepEqual(keepHardest([[0.1, 1], [0.3, 9]]), [[0.3, 9], [0.1, 1]]);
 * ```
 */
export function keepHardest(pairs: Iterable<readonly [number, number]>): Hardest {
  const byError = [...pairs].sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const kept: [number, number][] = [];
  let smallest = Infinity;
  for (const [error, scale] of byError) {
    if (scale >= smallest) continue;
    kept.push([error, scale]);
    smallest = scale;
  }
  return kept;
}

/**
 * Whether an error is allowed: `error <= abs + rel * scale`.
 *
 * @example
 * ```ts
 * import { isWithin } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(isWithin([0.1, 10], { rel: 0.01, because: "an example" }), true);
 * equal(isWithin([0.1, 9], { rel: 0.01, because: "an example" }), false);
 * ```
 */
export function isWithin(
  [error, scale]: readonly [number, number],
  { abs = 0, rel = 0 }: Tolerance,
): boolean {
  return error <= abs + rel * scale;
}
