import type { Measurement } from "./measurement.ts";
import type { Strength } from "./record.ts";

/**
 * How strong the evidence is, from the measurement that carries the verdict.
 *
 * @example
 * ```ts
 * import { equal, published, strengthOf } from "@rederive/lib/claim";
 * import assert from "node:assert/strict";
 *
 * assert.equal(strengthOf(equal(1, 1, { against: published("a table") })), "exact");
 * ```
 */
export function strengthOf({ relation, against, cases }: Measurement): Strength {
  if (cases?.over === "all") return "exhaustive";
  // draws stay statistical however exact each of them is
  if (cases?.over === "seeds") return "statistical";
  if (relation === "equals") return "exact";
  return against.basis === "implementation" ? "cross-implementation" : "single-run";
}
