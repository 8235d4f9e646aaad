import {
  ClaimError,
  type ClaimRecord,
  countHeld,
  decide,
  deriveVerdict,
  type Measurement,
  revisionOf,
  strengthOf,
  type Verdict,
} from "@rederive/lib/claim";

/** What a record's own numbers amount to. */
export interface Derived {
  verdict: Verdict | null;
  strength: ClaimRecord["strength"];
  /** Why there is no verdict. */
  failure?: string;
}

/**
 * Derives a record's verdict from what it measured, trusting neither `pass` nor `verdict`. Throws
 * ClaimMisuse for evidence that could not have been judged, such as a control that passes.
 */
export function derive(record: ClaimRecord): Derived {
  const { id, asStated, control, amendment } = record;
  if (record.reason !== undefined) return { verdict: "out-of-scope", strength: null };
  if (!asStated || !control) throw new TypeError("it has no asStated or no control");
  const amended = amendment ? { [amendment.kind]: decided(amendment.measurement) } : {};
  const evidence = { id, asStated: decided(asStated), control: decided(control), ...amended };
  try {
    const verdict = deriveVerdict(evidence);
    const carrier = verdict === "confirmed" ? asStated : amendment?.measurement ?? asStated;
    return { verdict, strength: strengthOf(carrier) };
  } catch (error) {
    if (!(error instanceof ClaimError)) throw error;
    return { verdict: null, strength: null, failure: error.message };
  }
}

/** How a record lies, in words; null for an honest one. */
export function lieOf(record: unknown, note: string | null): string | null {
  try {
    return lie(record as ClaimRecord, note);
  } catch (error) {
    const { message } = error as Error;
    return message.split("\n")[0]!.replace(/^Cannot judge claim "[^"]*": /, "");
  }
}

function lie(record: ClaimRecord, note: string | null): string | null {
  if (record?.schema !== 1) return "it is no record of schema 1";
  if (note !== null && record.note !== note) return `it is of note "${record.note}"`;
  for (const [role, measurement] of measurementsOf(record)) {
    const { pass, cases } = measurement;
    if (pass !== decide(measurement) || (cases && cases.held !== countHeld(measurement))) {
      return `${role} says pass: ${pass}, which its own numbers deny`;
    }
  }
  const derived = derive(record);
  const { verdict, strength } = record;
  if (verdict !== derived.verdict) {
    return `it says ${verdict ?? "nothing"}, its numbers say ${derived.verdict ?? "nothing"}`;
  }
  if (strength !== derived.strength) {
    return `it says ${strength}, its evidence is ${derived.strength}`;
  }
  return record.rev === revisionOf(record) ? null : "its rev is not the hash of its content";
}

function measurementsOf({ asStated, control, amendment }: ClaimRecord): [string, Measurement][] {
  return [
    ...asStated ? [["asStated", asStated] as [string, Measurement]] : [],
    ...control ? [["control", control] as [string, Measurement]] : [],
    ...amendment ? [[amendment.kind, amendment.measurement] as [string, Measurement]] : [],
  ];
}

function decided(measurement: Measurement): Measurement {
  return { ...measurement, pass: decide(measurement) };
}
