import { canonicalJson, type Json, toJson } from "./json.ts";
import type { Measurement } from "./measurement.ts";
import type { ClaimRecord } from "./record.ts";
import { sha256 } from "./sha256.ts";

/**
 * The revision of a record: a hash of what was claimed, how it was checked and what followed.
 * Measured digits enter only where they must be equal, so that another adapter gives the same one.
 *
 * @example
 * ```ts
 * import { atMost, closedForm, revisionOf } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const record = (got: number) => ({
 *   schema: 1, note: "shelf/note", id: "small", says: "it is small", at: "section 1",
 *   verdict: "confirmed", strength: "single-run", conditions: {},
 *   asStated: atMost(got, 1, { against: closedForm("one") }),
 * } as const);
 * equal(revisionOf(record(0.25)), revisionOf(record(0.26)));
 * ```
 */
export function revisionOf(record: Omit<ClaimRecord, "rev">): string {
  const { asStated, control, amendment, ...rest } = record;
  const { rev: _, ...said } = rest as Partial<ClaimRecord>;
  const meaning = {
    ...said,
    ...(asStated ? { asStated: meaningOf(asStated) } : {}),
    ...(control ? { control: meaningOf(control) } : {}),
    ...(amendment
      ? { amendment: { ...amendment, measurement: meaningOf(amendment.measurement) } }
      : {}),
  };
  return sha256(canonicalJson(toJson(meaning, "record"))).slice(0, 16);
}

function meaningOf(measurement: Measurement): Json {
  const { relation, against, tolerance, unit, cases, pass, got, want, at } = measurement;
  const isExact = relation === "equals" && !cases;
  // a computed want may differ in its last digits between machines, and so may which element is worst
  const isWantFixed = isExact ||
    (at === undefined && (against.basis === "closed form" || against.basis === "published"));
  return toJson({
    relation,
    against,
    pass,
    ...(tolerance ? { tolerance } : {}),
    ...(unit ? { unit } : {}),
    ...(isExact ? { got } : {}),
    ...(isWantFixed ? { want } : {}),
    ...(cases ? { of: cases.of, need: cases.need, over: cases.over, what: cases.what } : {}),
  });
}
