import type { ClaimRecord, Measurement, Tolerance } from "@rederive/lib/claim";
import type { SourceTolerance } from "../check/tolerances.ts";

/** A literal tolerance of a cell before and after an edit. */
export interface EditedTolerance {
  claim: string | null;
  part: string | null;
  old: SourceTolerance["value"];
  now: SourceTolerance["value"];
}

/** Pairs the tolerances of a cell as it ran with those it has now; null when they do not pair up. */
export function pairTolerances(
  old: readonly SourceTolerance[],
  now: readonly SourceTolerance[],
): EditedTolerance[] | null {
  if (old.length !== now.length) return null;
  const pairs = old.map(({ claim, part, value }, i): EditedTolerance | null => {
    const other = now[i]!;
    if (claim !== other.claim || part !== other.part) return null;
    return { claim, part, old: value, now: other.value };
  });
  return pairs.every((pair) => pair !== null) ? pairs : null;
}

/** Where a measurement stands in a record. */
export type Role = "asStated" | "control" | "when" | "instead";

export function measurementsOf(record: ClaimRecord): [Role, Measurement][] {
  const { asStated, control, amendment } = record;
  const found: [Role, Measurement | undefined][] = [
    ["asStated", asStated],
    ["control", control],
    [amendment?.kind ?? "when", amendment?.measurement],
  ];
  return found.filter((one): one is [Role, Measurement] => one[1] !== undefined);
}

/** New tolerances by claim and role, or why only a run can tell. */
export type Mapped = { changes: Map<string, Tolerance> } | { run: string };

export function placeOf(record: ClaimRecord, role: Role): string {
  return `${record.id} ${role}`;
}

/**
 * Which measurements of a cell's records an edit of its tolerances reaches. A literal reaches those
 * of its claim and part that were made under its old value; when that is not one answer, run.
 */
export function mapTolerances(
  edits: readonly EditedTolerance[],
  records: readonly ClaimRecord[],
): Mapped {
  const changes = new Map<string, Tolerance>();
  const unused = new Set(edits.filter(({ old, now }) => !sameValue(old, now)));
  for (const record of records) {
    for (const [role, { tolerance }] of measurementsOf(record)) {
      if (!tolerance) continue;
      const reaching = edits.filter(({ claim, part, old }) =>
        (claim ?? record.id) === record.id && (part ?? role) === role && sameValue(old, tolerance)
      );
      const values = new Set(reaching.map(({ now }) => canonical(now)));
      if (values.size > 1) {
        return { run: `two tolerances of claim "${record.id}" were equal and now differ` };
      }
      const [edit] = reaching;
      for (const one of reaching) unused.delete(one);
      if (!edit || sameValue(edit.old, edit.now)) continue;
      const now = asTolerance(edit.now);
      if (!now) return { run: `a tolerance of claim "${record.id}" is none that could be judged` };
      changes.set(placeOf(record, role), now);
    }
  }
  const [lost] = unused;
  if (!lost) return { changes };
  const whose = lost.claim === null ? "a claim" : `claim "${lost.claim}"`;
  return { run: `a tolerance of ${whose} changed that no stored measurement was made under` };
}

function sameValue(a: object, b: object): boolean {
  return canonical(a) === canonical(b);
}

/** A bound left out is zero. */
function canonical(value: object): string {
  const { abs = 0, rel = 0, ...rest } = value as Partial<Tolerance>;
  return JSON.stringify([abs, rel, Object.entries(rest).sort()]);
}

/** What `close()` would take; the rest is for it to refuse. */
function asTolerance(value: SourceTolerance["value"]): Tolerance | null {
  const { abs = 0, rel = 0, because, ...rest } = value;
  const isRight = typeof abs === "number" && typeof rel === "number" && abs >= 0 && rel >= 0 &&
    Number.isFinite(abs) && rel < 1 && abs + rel > 0 && typeof because === "string" &&
    because.trim() !== "" && Object.keys(rest).length === 0;
  return isRight ? value as unknown as Tolerance : null;
}
