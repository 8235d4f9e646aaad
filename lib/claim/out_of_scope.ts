import { checkId, checkKeys, checkText } from "./claim.ts";
import { ClaimMisuse } from "./errors.ts";
import { type Note, publish } from "./note.ts";
import type { Reason } from "./record.ts";

/** A statement of the note that is not checked, and why. */
export interface OutOfScope {
  /** Kebab-case words, unique in the note. */
  id: string;
  /** The note's statement in our words. */
  says: string;
  /** Where in the note. */
  at: string;
  /** Why it is not checked. */
  reason: Reason;
  /** One sentence: why this reason applies here. */
  because: string;
}

const REASONS: readonly Reason[] = [
  "opinion",
  "hardware",
  "private-data",
  "paid-service",
  "history",
  "prediction",
];

/** Declares a statement out of scope and shows its card. */
export function outOfScope(note: Note, statement: OutOfScope): void {
  const { id, says, at, reason, because } = statement;
  checkId(id);
  const refuse = (problem: string, fix: string) =>
    new ClaimMisuse(`Cannot judge claim "${id}": ${problem}`, fix);
  checkKeys(statement, ["id", "says", "at", "reason", "because"], refuse, "it");
  checkText(statement, ["says", "at", "because"], refuse, "it");
  if (!REASONS.includes(reason)) {
    throw refuse(`it is out of scope for "${reason}"`, `one of ${REASONS.join(", ")}`);
  }
  publish(note, {
    schema: 1,
    note: note.id,
    id,
    says,
    at,
    verdict: "out-of-scope",
    strength: null,
    conditions: {},
    reason,
    because,
  });
}
