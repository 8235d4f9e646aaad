import { countHeld, decide } from "./decide.ts";
import type { Measurement, Tolerance } from "./measurement.ts";

/**
 * The same measurement under another tolerance, decided again without a run. Null when what was
 * kept does not decide it: then the check must run.
 *
 * @example
 * ```ts
 * import { close, closedForm, withTolerance } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const strict = close([1, 2.5], [1, 2], {
 *   tolerance: { abs: 0.1, because: "an example" },
 *   against: closedForm("n"),
 * });
 * equal(strict.pass, false);
 * equal(withTolerance(strict, { abs: 0.5, because: "a looser example" })?.pass, true);
 * ```
 */
export function withTolerance(measurement: Measurement, tolerance: Tolerance): Measurement | null {
  const { relation, rejudge, cases, hardest } = measurement;
  if (relation !== "within" || rejudge === false) return null;
  const changed = { ...measurement, tolerance };
  const pass = decide(changed);
  if (!cases) return { ...changed, pass };
  // one front over all cases says whether all hold; how many do not, only a run can count
  if (!cases.hardest && (!hardest || !pass)) return null;
  return { ...changed, cases: { ...cases, held: countHeld(changed) }, pass };
}
