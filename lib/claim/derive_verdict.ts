import { toleranceWords } from "./card/value_words.ts";
import { sameCheck } from "./aggregate.ts";
import { ClaimError, ClaimMisuse } from "./errors.ts";
import type { Measurement } from "./measurement.ts";
import type { Verdict } from "./record.ts";

/** What was measured for one claim. */
export interface Evidence {
  /** Names the claim in errors. */
  readonly id: string;
  /** The claim exactly as the note states it. */
  readonly asStated: Measurement;
  /** The check on a subject broken on purpose. */
  readonly control: Measurement;
  /** The claim under a condition. */
  readonly when?: Measurement;
  /** What is right instead. */
  readonly instead?: Measurement;
}

/**
 * The verdict that follows from the evidence, or an error that says why none does.
 *
 * @example
 * ```ts
 * import { closedForm, deriveVerdict, equal } from "@rederive/lib/claim";
 * import assert from "node:assert/strict";
 *
 * const against = closedForm("2 + 2");
 * const id = "two-and-two";
 * const control = equal(5, 4, { against });
 * assert.equal(deriveVerdict({ id, asStated: equal(4, 4, { against }), control }), "confirmed");
 * ```
 */
export function deriveVerdict(
  { id, asStated, control, when, instead }: Evidence,
): Exclude<Verdict, "out-of-scope"> {
  if (when && instead) {
    throw misuse(id, "it has both when and instead", "keep the one that carries the verdict");
  }
  if (control.pass) {
    throw misuse(
      id,
      "its control passes, so the check cannot fail",
      "break the subject of the control so that the note's statement is false of it",
    );
  }
  const amendment = when ?? instead;
  const carrier = asStated.pass ? asStated : amendment ?? asStated;
  if (!sameCheck(control, carrier) || control.cases?.over !== carrier.cases?.over) {
    throw misuse(
      id,
      "its control is another check than the one that carries the verdict",
      "same relation, tolerance and against; change only the subject",
    );
  }
  if (asStated.pass) {
    if (!amendment) return "confirmed";
    throw misuse(id, "it holds as stated, yet an amendment is given", "remove when or instead");
  }
  if (amendment?.pass) return when ? "refined" : "corrected";
  const outcome = amendment ? "its amendment fails too" : "no amendment is given";
  throw new ClaimError(
    `Cannot judge claim "${id}": it fails as stated (${inWords(asStated)}) and ${outcome}` +
      (amendment ? ` (${inWords(amendment)})` : ""),
  );
}

function misuse(id: string, problem: string, fix: string): ClaimMisuse {
  return new ClaimMisuse(`Cannot judge claim "${id}": ${problem}`, fix);
}

function inWords({ got, want, relation, tolerance, cases }: Measurement): string {
  const allowed = tolerance ? ` ${toleranceWords(tolerance)}` : "";
  const wanted = relation === "within" || relation === "equals" ? "want" : `want ${relation}`;
  const counted = cases ? `, held in ${cases.held} of ${cases.of}, needs ${cases.need}` : "";
  return `got ${short(got)}, ${wanted} ${short(want)}${allowed}${counted}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
