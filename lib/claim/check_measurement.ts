import { countHeld, decide } from "./decide.ts";
import { ClaimMisuse } from "./errors.ts";
import { toJson } from "./json.ts";
import type { Measurement } from "./measurement.ts";

const RELATIONS = ["equals", "within", "at most", "at least"];
const FIX = "return equal(got, want, { against }), close(), atMost() or atLeast()";

/** Accepts what a check returned as a measurement that tells the truth about itself, or refuses it. */
export function checkMeasurement(id: string, role: string, value: unknown): Measurement {
  const problem = problemOf(value);
  if (problem) throw new ClaimMisuse(`Cannot judge claim "${id}": ${role} ${problem}`, FIX);
  return value as Measurement;
}

function problemOf(value: unknown): string | null {
  if (typeof value === "boolean") return "gives a bare boolean, want a measurement";
  if (typeof value !== "object" || value === null) return "gives no measurement";
  const seen = value as Measurement;
  const isWhole = RELATIONS.includes(seen.relation) && typeof seen.against?.name === "string" &&
    typeof seen.pass === "boolean" && "got" in seen && "want" in seen;
  if (!isWhole) return "gives an object that is no measurement";
  try {
    toJson(seen, "its measurement");
  } catch (error) {
    return `cannot be recorded: ${(error as Error).message}`;
  }
  const isTrue = seen.pass === decide(seen) && (!seen.cases || seen.cases.held === countHeld(seen));
  return isTrue ? null : `says pass: ${seen.pass}, which its own numbers deny`;
}
