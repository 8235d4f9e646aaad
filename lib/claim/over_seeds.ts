import { aggregate, type CaseResult } from "./aggregate.ts";
import { refuse } from "./evidence.ts";
import { demand } from "./every_case.ts";
import type { Measurement } from "./measurement.ts";

/** How many seeds must hold, and what a seed draws. */
export interface OverSeedsOptions {
  /** More than half of the seeds, at most all. */
  need: number;
  /** Default: `seeds 0 to k-1`. */
  what?: string;
}

/**
 * Evidence over seeds `0 … k-1`: the check must hold for at least `need` of them.
 *
 * @example
 * ```ts
 * import { atLeast, overSeeds, published } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const seen = await overSeeds(20, (seed) => atLeast(seed, 1, { against: published("an example") }), { need: 19 });
 * equal(seen.pass, true);
 * equal(seen.cases?.held, 19);
 * ```
 */
export async function overSeeds(
  k: number,
  check: (seed: number) => Measurement | Promise<Measurement>,
  { need, what = `seeds 0 to ${k - 1}` }: OverSeedsOptions,
): Promise<Measurement> {
  if (!Number.isInteger(k) || k < 2) {
    throw refuse("overSeeds()", `k is ${k}, want an integer >= 2`, "overSeeds(20, …)");
  }
  // half or fewer would hold by chance alone for a coin
  if (!Number.isInteger(need) || need > k || need * 2 <= k) {
    throw refuse(
      "overSeeds()",
      `need is ${need} of ${k}, want more than half and at most all`,
      `need: ${k}`,
    );
  }
  const results: CaseResult[] = [];
  for (let seed = 0; seed < k; seed++) {
    const measurement = demand("overSeeds()", await check(seed));
    results.push({ name: `seed ${seed}`, measurement });
  }
  return aggregate("overSeeds()", results, { need, over: "seeds", what });
}
