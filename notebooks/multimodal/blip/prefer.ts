import type { Gpu } from "@rederive/lib/gpu";
import { captionLogs, matchOdds, pooledOnly, vectorsOf } from "./evaluate.ts";
import type { Med } from "./med.ts";
import { type Known, type Pairs, swapped } from "./pairs.ts";
import { SIZES } from "./runs.ts";
import { cosines, shareAbove } from "./scores.ts";

/** Percent of the pictures whose caption is preferred to its twin; chance is 50. */
export interface Preferences {
  readonly contrast: number;
  /** The match head. */
  readonly match: number;
  /** The match head, given one pooled vector in place of the patches. */
  readonly pooled: number;
  /** The decoder: which of the two it would rather write. */
  readonly decoder: number;
}

/** Which of the two each head prefers. */
export async function prefer(gpu: Gpu, med: Med, test: Known): Promise<Preferences> {
  const both = [test, { ...test, ids: swapped(test) }] as const;
  const asked = async (scoresOf: (pairs: Pairs) => Promise<ArrayLike<number>>) =>
    shareAbove(await scoresOf(both[0]), await scoresOf(both[1]));
  return {
    contrast: await asked(async (pairs) =>
      cosines(await vectorsOf(gpu, med, pairs), SIZES.channels)
    ),
    match: await asked((pairs) => matchOdds(gpu, med, pairs)),
    pooled: await asked((pairs) => matchOdds(gpu, med, pairs, pooledOnly)),
    decoder: await asked((pairs) => captionLogs(gpu, med, pairs)),
  };
}
