import { isWithin } from "./hardest.ts";
import { canonicalJson } from "./json.ts";
import type { Measurement } from "./measurement.ts";

/**
 * Whether a measurement passes. The only place that decides it: constructors, `judge()` and the
 * runner, when a tolerance was edited, all ask here.
 *
 * @example
 * ```ts
 * import { closedForm, decide } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const seen = { got: 3.1416, want: Math.PI, relation: "within", against: closedForm("pi") } as const;
 * equal(decide({ ...seen, tolerance: { abs: 1e-5, because: "five digits" } }), true);
 * equal(decide({ ...seen, tolerance: { abs: 1e-6, because: "six digits" } }), false);
 * ```
 */
export function decide(measurement: Omit<Measurement, "pass">): boolean {
  const { cases } = measurement;
  return cases ? countHeld(measurement) >= cases.need : decideOne(measurement);
}

/**
 * How many cases hold under the measurement's tolerance; 1 or 0 for a single measurement.
 *
 * @example
 * ```ts
 * import { closedForm, countHeld } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const cases = { held: 0, of: 2, need: 2, over: "seeds", what: "seeds 0 to 1", hardest: [[[0.1, 1]], [[0.3, 1]]] } as const;
 * const seen = { got: 1.3, want: 1, relation: "within", against: closedForm("one"), cases } as const;
 * equal(countHeld({ ...seen, tolerance: { abs: 0.2, because: "an example" } }), 1);
 * ```
 */
export function countHeld(measurement: Omit<Measurement, "pass">): number {
  const { cases, hardest, tolerance } = measurement;
  if (!cases) return decideOne(measurement) ? 1 : 0;
  if (!tolerance) return cases.held;
  if (cases.hardest) {
    return cases.hardest.filter((pairs) => pairs.every((pair) => isWithin(pair, tolerance))).length;
  }
  // one front over all cases: tells whether all hold, not how many
  if (!hardest) return cases.held;
  if (hardest.every((pair) => isWithin(pair, tolerance))) return cases.of;
  return Math.min(cases.held, cases.of - 1);
}

function decideOne(
  { got, want, relation, tolerance, hardest }: Omit<Measurement, "pass">,
): boolean {
  if (relation === "equals") return canonicalJson(got) === canonicalJson(want);
  if (typeof got !== "number" || typeof want !== "number") return false;
  if (relation === "at most") return got <= want;
  if (relation === "at least") return got >= want;
  if (!tolerance) return false;
  const pairs = hardest ?? [[Math.abs(got - want), Math.abs(want)] as const];
  return pairs.every((pair) => isWithin(pair, tolerance));
}
