import { sameCheck } from "../aggregate.ts";
import { canonicalJson, type Json } from "../json.ts";
import type { Measurement } from "../measurement.ts";
import type { ClaimRecord } from "../record.ts";
import { readDigest, toleranceWords, valueWords } from "./value_words.ts";

/** A row of a card: what it is, then what it says. */
export interface Row {
  /** What the row is about. */
  readonly label: string;
  /** What it says, to be set one after another. */
  readonly parts: readonly Part[];
}

/** A piece of text, in which authors write `code`; a value; or an outcome. */
export type Part = string | { readonly code: string } | { readonly strong: string };

/**
 * The rows of a card, in reading order: for those who set cards in a form of their own.
 *
 * @example
 * ```ts
 * import { cardRows } from "@rederive/lib/claim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const record = {
 *   schema: 1, note: "shelf/note", id: "taste", says: "It is nice.", at: "end", verdict: "out-of-scope",
 *   strength: null, conditions: {}, reason: "opinion", because: "taste", rev: "",
 * } as const;
 * deepEqual(cardRows(record), [{ label: "not checked", parts: ["opinion: taste"] }]);
 * ```
 */
export function rowsOf(record: ClaimRecord): Row[] {
  const { asStated, amendment, control, breaks, conditions, reason, because, failure } = record;
  const rows: Row[] = [];
  const carrier = amendment?.measurement ?? asStated;
  if (asStated) rows.push({ label: "as the note states it", parts: seen(asStated) });
  if (asStated && carrier && !sameCheck(asStated, carrier)) rows.push(...restsOn(asStated));
  if (amendment) {
    const { kind, says, measurement } = amendment;
    rows.push({ label: kind === "when" ? "holds when" : "instead", parts: [says] });
    rows.push({ label: "then", parts: seen(measurement) });
  }
  if (carrier) rows.push(...restsOn(carrier));
  if (Object.keys(conditions).length > 0) {
    rows.push({ label: "conditions", parts: conditionParts(conditions) });
  }
  if (control) rows.push({ label: "control", parts: broken(control, breaks) });
  if (reason) {
    rows.push({ label: "not checked", parts: [`${reason.replaceAll("-", " ")}: ${because}`] });
  }
  if (failure) rows.push({ label: "why", parts: [failure] });
  return rows;
}

function seen(measurement: Measurement): Part[] {
  return [{ strong: measurement.pass ? "holds" : "does not hold" }, ...numbers(measurement)];
}

function broken(control: Measurement, breaks?: string): Part[] {
  const outcome = control.pass
    ? [{ strong: "holds" }, ", and must not"]
    : [{ strong: "fails" }, ", as it must"];
  const start = breaks ? `${breaks}; it ` : "broken on purpose, it ";
  return [start, ...outcome, ...numbers(control)];
}

function numbers(measurement: Measurement): Part[] {
  const { cases, at, got, want } = measurement;
  const [a, b] = [readDigest(got), readDigest(want)];
  if (a && b && a.sha256 === b.sha256) return [`: ${a.size}, all equal, `, { code: a.hash }];
  const seen = a && b ? { ...measurement, got: a.there, want: b.there } : measurement;
  const first = a && b ? `, the first to differ in ${b.size}` : "";
  const place = at && (at.startsWith("[") ? `element ${at}${first}` : at + first);
  if (!cases) return [": ", ...pair(seen), place ? ` (${place})` : ""];
  const { held, of, need, what, over } = cases;
  const needed = need < of ? `, ${need} needed` : "";
  const domain = over === "sample" ? `${what}, a sample` : what;
  const which = howChosen(measurement);
  return [`: held in ${held} of ${of}${needed} (${domain}); ${which} ${place}: `, ...pair(seen)];
}

// how the case that is shown was chosen: see `aggregate()`
function howChosen({ cases, relation }: Measurement): string {
  const missed = cases ? cases.of - cases.held : 0;
  if (missed === 0) return "for example";
  if (missed === 1) return "missed in";
  return relation === "equals" ? "first missed in" : "missed most in";
}

function pair({ got, want, relation, unit }: Measurement): Part[] {
  const isExact = relation === "equals";
  const value = (json: Json) => ({
    code: valueWords(json, { isExact }) + (unit ? ` ${unit}` : ""),
  });
  if (isExact && canonicalJson(got) === canonicalJson(want)) {
    return ["got ", value(got), ", as wanted"];
  }
  const wanted = isExact || relation === "within" ? ", want " : `, want ${relation} `;
  return ["got ", value(got), wanted, value(want)];
}

function restsOn({ against, tolerance }: Measurement): Row[] {
  const rows: Row[] = [{
    label: "compared with",
    parts: [`${against.basis}: ${against.name}`],
  }];
  if (tolerance) {
    const parts = [{ code: toleranceWords(tolerance) }, `, because ${tolerance.because}`];
    rows.push({ label: "tolerance", parts });
  }
  return rows;
}

function conditionParts(conditions: ClaimRecord["conditions"]): Part[] {
  return Object.entries(conditions).flatMap(([name, value], i) => [
    i === 0 ? "" : ", ",
    { code: `${name} = ${valueWords(value)}` },
  ]);
}
