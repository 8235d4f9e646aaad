import {
  cardHtml,
  cardMarkdown,
  cardText,
  type ClaimRecord,
  type Measurement,
  revisionOf,
  type Tolerance,
  withTolerance,
} from "@rederive/lib/claim";
import { CLAIM } from "../mime.ts";
import type { MimeBundle } from "../types.ts";
import { measurementsOf, placeOf, type Role } from "./map_tolerances.ts";
import { derive } from "./verify.ts";

/**
 * A record under new tolerances: passes decided, verdict, strength and revision derived again. Null
 * when what was kept of a measurement does not decide it. Throws ClaimMisuse as `judge()` would.
 */
export function rejudgeRecord(
  record: ClaimRecord,
  changes: ReadonlyMap<string, Tolerance>,
): ClaimRecord | null {
  const changed = new Map<Role, Measurement>();
  for (const [role, measurement] of measurementsOf(record)) {
    const tolerance = changes.get(placeOf(record, role));
    const again = tolerance ? withTolerance(measurement, tolerance) : measurement;
    if (!again) return null;
    changed.set(role, again);
  }
  const { failure: _failure, amendment, ...rest } = record;
  const measured: ClaimRecord = {
    ...rest,
    ...(record.asStated ? { asStated: changed.get("asStated")! } : {}),
    ...(record.control ? { control: changed.get("control")! } : {}),
    ...(amendment
      ? { amendment: { ...amendment, measurement: changed.get(amendment.kind)! } }
      : {}),
  };
  const judged: ClaimRecord = { ...measured, ...derive(measured) };
  return { ...judged, rev: revisionOf(judged) };
}

/** A claim's output with its cards drawn again. */
export function claimBundle(bundle: MimeBundle, record: ClaimRecord): MimeBundle {
  return {
    ...bundle,
    [CLAIM]: record,
    "text/html": cardHtml(record),
    "text/markdown": cardMarkdown(record),
    "text/plain": cardText(record),
  };
}
