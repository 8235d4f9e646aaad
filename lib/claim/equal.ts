import { decide } from "./decide.ts";
import { digestPair } from "./digest.ts";
import { refuse, storable, TWO } from "./evidence.ts";
import type { Storable } from "./json.ts";
import type { Against, Measurement } from "./measurement.ts";

/**
 * Evidence that two values are the same, to the last bit or character. Long values are kept as
 * length, hash and first difference.
 *
 * @example
 * ```ts
 * import { closedForm, equal } from "@rederive/lib/claim";
 * import assert from "node:assert/strict";
 *
 * const seen = equal([1, 3, 6].at(-1) ?? 0, 6, { against: closedForm("n (n + 1) / 2 at n = 3") });
 * assert.equal(seen.pass, true);
 * ```
 */
export function equal(
  got: Storable,
  want: Storable,
  { against, unit }: { against: Against; unit?: string },
): Measurement {
  if (typeof got === "object" && got !== null && got === want) {
    throw refuse("equal()", "got and want are the same object, want two that could differ", TWO);
  }
  const pair = digestPair(storable("equal()", "got", got), storable("equal()", "want", want));
  const measured = { ...pair, relation: "equals" as const, against, ...(unit ? { unit } : {}) };
  return { ...measured, pass: decide(measured) };
}
