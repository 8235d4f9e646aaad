import type { ClaimRecord, Verdict } from "@rederive/lib/claim";
import type { AcceptedVerdict, JudgedClaim } from "../types.ts";
import type { Collected } from "./collect.ts";

/** What was accepted for one note: claim → verdict. */
export type Accepted = { readonly [claim: string]: AcceptedVerdict };

/** Claims of a run beside what was accepted, in the note's order; missing ones last. */
export function compareAccepted(
  note: string,
  collected: readonly Collected[],
  accepted: Accepted,
): JudgedClaim[] {
  const judged = collected.map(({ cell, record }): JudgedClaim => {
    const before = Object.hasOwn(accepted, record.id) ? accepted[record.id]! : null;
    return { id: record.id, cell, record, accepted: before, state: stateOf(record, before) };
  });
  const seen = new Set(judged.map(({ id }) => id));
  const missing = Object.keys(accepted).filter((id) => !seen.has(id)).sort()
    .map((id): JudgedClaim => {
      const before = accepted[id]!;
      return { id, cell: 0, record: stub(note, id, before), accepted: before, state: "missing" };
    });
  return [...judged, ...missing];
}

function stateOf(record: ClaimRecord, accepted: AcceptedVerdict | null): JudgedClaim["state"] {
  if (accepted === null) return "new";
  if (record.verdict !== accepted.is) return "flipped";
  return record.rev === accepted.rev ? "same" : "changed";
}

/** All that is known of a claim nobody makes any more. */
function stub(note: string, id: string, { is, rev }: AcceptedVerdict): ClaimRecord {
  const verdict = is as Verdict;
  return { schema: 1, note, id, says: "", at: "", verdict, strength: null, conditions: {}, rev };
}
