import { decide } from "./decide.ts";
import { finite } from "./evidence.ts";
import type { Against, Measurement, Relation } from "./measurement.ts";

/** What the bounds rest on. */
export interface BoundOptions {
  /** What the bound rests on. */
  against: Against;
  /** Shown after the numbers. */
  unit?: string;
}

/**
 * Evidence that a number does not exceed a bound.
 *
 * @example
 * ```ts
 * import { atMost, closedForm } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(atMost(3, 4, { against: closedForm("2^2") }).pass, true);
 * equal(atMost(5, 4, { against: closedForm("2^2") }).pass, false);
 * ```
 */
export function atMost(got: number, bound: number, options: BoundOptions): Measurement {
  return compare("atMost()", "at most", got, bound, options);
}

/**
 * Evidence that a number reaches a bound.
 *
 * @example
 * ```ts
 * import { atLeast, published } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(atLeast(12.5, 10, { against: published("the note, table 1"), unit: "x" }).pass, true);
 * ```
 */
export function atLeast(got: number, bound: number, options: BoundOptions): Measurement {
  return compare("atLeast()", "at least", got, bound, options);
}

function compare(
  maker: string,
  relation: Relation,
  got: number,
  bound: number,
  { against, unit }: BoundOptions,
): Measurement {
  const measured = {
    got: finite(maker, "got", got),
    want: finite(maker, "the bound", bound),
    relation,
    against,
    ...(unit ? { unit } : {}),
  };
  return { ...measured, pass: decide(measured) };
}
