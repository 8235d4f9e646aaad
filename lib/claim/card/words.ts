import { isList, type Json } from "../json.ts";
import type { Measurement, Tolerance } from "../measurement.ts";
import type { ClaimRecord, Strength, Verdict } from "../record.ts";

/** A row of a card: what it is, then what it says. `code` values are shown in a fixed width. */
export interface Row {
  readonly label: string;
  readonly parts: readonly Part[];
}

/** A piece of text, or a value. */
export type Part = string | { readonly code: string };

const SYMBOL: Record<Verdict, string> = {
  "confirmed": "✓",
  "refined": "◐",
  "corrected": "✎",
  "out-of-scope": "○",
};

const STRENGTH: Record<Strength, string> = {
  "exhaustive": "exhaustive",
  "exact": "exact",
  "cross-implementation": "across implementations",
  "statistical": "statistical",
  "single-run": "single run",
};

/** `✓ confirmed`, or that nothing was established. */
export function verdictWords({ verdict }: ClaimRecord): string {
  return verdict ? `${SYMBOL[verdict]} ${verdict.replaceAll("-", " ")}` : "⚠ not established";
}

/** `evidence: exact`, empty when there is none. */
export function strengthWords({ strength }: ClaimRecord): string {
  return strength ? `evidence: ${STRENGTH[strength]}` : "";
}

/** The rows of a card, in reading order. */
export function rowsOf(record: ClaimRecord): Row[] {
  const { asStated, amendment, control, conditions, reason, because, failure } = record;
  const rows: Row[] = [];
  if (asStated) rows.push({ label: "as the note states it", parts: seen(asStated) });
  if (amendment) {
    rows.push({
      label: amendment.kind === "when" ? "holds when" : "instead",
      parts: [amendment.says],
    });
    rows.push({ label: "then", parts: seen(amendment.measurement) });
  }
  const carrier = asStated?.pass === false && amendment ? amendment.measurement : asStated;
  if (carrier) rows.push(...restsOn(carrier));
  if (Object.keys(conditions).length > 0) {
    rows.push({ label: "conditions", parts: conditionParts(conditions) });
  }
  if (control) {
    const outcome = control.pass ? ", and passes: it must not" : ", and so fails, as it must";
    rows.push({ label: "control, broken on purpose", parts: [...numbers(control), outcome] });
  }
  if (reason) {
    rows.push({ label: "not checked", parts: [`${reason.replaceAll("-", " ")}: ${because}`] });
  }
  if (failure) rows.push({ label: "why", parts: [failure] });
  return rows;
}

/** A value as a reader wants it: numbers to 6 digits unless they must be equal. */
export function valueWords(value: Json, { unit, relation }: Partial<Measurement> = {}): string {
  return `${shown(value, relation === "equals")}${unit ? ` ${unit}` : ""}`;
}

function seen(measurement: Measurement): Part[] {
  return [...numbers(measurement), measurement.pass ? ": holds" : ": does not hold"];
}

function numbers(measurement: Measurement): Part[] {
  const { got, want, relation, cases, at } = measurement;
  const wanted = relation === "equals" || relation === "within" ? "want" : `want ${relation}`;
  const pair: Part[] = [
    "got ",
    { code: valueWords(got, measurement) },
    `, ${wanted} `,
    { code: valueWords(want, measurement) },
  ];
  const place = at ? ` at ${at}` : "";
  if (!cases) return [...pair, place];
  const needs = cases.need < cases.of ? ` (needs ${cases.need})` : "";
  const worst = cases.held < cases.of ? "first to miss" : "for one";
  return [
    `holds in ${cases.held} of ${cases.of}${needs}, ${cases.what}; ${worst}${place}: `,
    ...pair,
  ];
}

function restsOn({ against, tolerance }: Measurement): Row[] {
  const rows: Row[] = [{ label: "compared with", parts: [`${against.basis}: ${against.name}`] }];
  if (tolerance) {
    rows.push({
      label: "tolerance",
      parts: [{ code: toleranceWords(tolerance) }, `, because ${tolerance.because}`],
    });
  }
  return rows;
}

function toleranceWords({ abs, rel }: Tolerance): string {
  const terms = [abs ? shown(abs) : "", rel ? `${shown(rel)} × |want|` : ""].filter(Boolean);
  return `±(${terms.join(" + ")})`;
}

function conditionParts(conditions: ClaimRecord["conditions"]): Part[] {
  return Object.entries(conditions).flatMap(([name, value], i) => [
    i === 0 ? "" : ", ",
    { code: `${name} = ${shown(value)}` },
  ]);
}

function shown(value: Json, isExact = false): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") {
    return isExact ? String(value) : String(Number(value.toPrecision(6)));
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (!isList(value) && typeof value["sha256"] === "string") return digestWords(value, isExact);
  const text = JSON.stringify(
    value,
    (_, item) => typeof item === "number" ? round(item, isExact) : item,
  );
  return text.length <= 160 ? text.replaceAll(",", ", ") : `${text.slice(0, 159)}…`;
}

function digestWords(value: { readonly [key: string]: Json }, isExact: boolean): string {
  const { length, sha256, there } = value;
  const size = length === undefined ? "" : `${length} values, `;
  const hash = `sha-256 ${String(sha256).slice(0, 12)}…`;
  return there === undefined ? `${size}${hash}` : `${shown(there, isExact)} (${size}${hash})`;
}

function round(value: number, isExact: boolean): number {
  return isExact ? value : Number(value.toPrecision(6));
}
