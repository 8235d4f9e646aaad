import type { Pair } from "./reciprocal_pairs.ts";
import type { Searches } from "./search.ts";

/** What fast matching found, and how. */
export interface FastMatches {
  /** Each pair once, in the order they were found. */
  readonly pairs: readonly Pair[];
  /** Pixels that were still on their way at the start of each round, and after the last. */
  readonly active: readonly number[];
  /** Where each start went in the first picture, from round to round, itself first. */
  readonly orbits: readonly (readonly number[])[];
}

/** How long. */
export interface FastOptions {
  /** Rounds at most; 10 unless given. */
  rounds?: number;
  /** Walk on with pixels that have come to rest, which finds nothing more; false unless given. */
  keepsAll?: boolean;
}

/**
 * Fast reciprocal matching (https://arxiv.org/abs/2406.09756, section 3.3): every start goes to its
 * nearest neighbour in the second picture and back; where it comes back to itself, a pair is found and
 * it rests, else it goes on from where it came to. Distances never grow on the way, so all come to
 * rest if there are rounds enough. What is found is a part of the reciprocal pairs, at most one a start.
 *
 * @example
 * ```ts
 * import { lookUp, matchFast } from "@rederive/lib/matching";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const searches = lookUp({ there: Uint32Array.of(1, 1, 0), back: Uint32Array.of(2, 0) });
 * const { pairs, active, orbits } = await matchFast(searches, [1, 0]);
 * deepEqual([pairs, active, orbits], [[[0, 1]], [2, 1, 0], [[1, 0], [0]]]);
 * ```
 */
export async function matchFast(
  { there, back }: Pick<Searches, "there" | "back">,
  starts: ArrayLike<number>,
  { rounds = 10, keepsAll = false }: FastOptions = {},
): Promise<FastMatches> {
  const orbits = Array.from(starts, (start) => [start]);
  const found = new Map<string, Pair>();
  const active = [orbits.length];
  let moving = orbits;
  for (let round = 0; round < rounds && moving.length > 0; round++) {
    const from = moving.map((orbit) => orbit.at(-1)!);
    const answers = await there(from);
    const next = await back(answers);
    const goesOn = (n: number) => next[n] !== from[n];
    moving.forEach((orbit, n) => {
      if (goesOn(n)) orbit.push(next[n]!);
      else found.set(`${from[n]} ${answers[n]}`, [from[n]!, answers[n]!]);
    });
    active.push(moving.filter((_, n) => goesOn(n)).length);
    if (!keepsAll) moving = moving.filter((_, n) => goesOn(n));
  }
  return { pairs: [...found.values()], active, orbits };
}
