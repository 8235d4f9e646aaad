import type { Change, Claim, RemovedClaim, Revision } from "./model.ts";
import type { OldRecord } from "./old_records.ts";

/** Claims that a note made once and makes no more, with what they said last. */
export function removedClaims(
  { id: note, claims }: { id: string; claims: readonly Claim[] },
  { changes, old }: { changes: readonly Change[]; old: readonly OldRecord[] },
): RemovedClaim[] {
  const today = new Set(claims.map(({ id }) => id));
  const removals = changes.filter((change) => change.note === note && change.is === "removed");
  const latest = new Map(removals.toReversed().map((change) => [change.claim!, change]));
  return [...latest.values()].flatMap(({ claim: id, at, because }): RemovedClaim[] => {
    const revisions = old.filter(({ record }) => record.id === id).reverse().map(revisionOf);
    if (id === null || today.has(id) || revisions.length === 0) return [];
    return [{ id, path: `${note}/${id}`, on: at.slice(0, 10), because, revisions }];
  });
}

/** A record that was accepted once, as a revision. */
export function revisionOf({ record, at, because }: OldRecord): Revision {
  return { rev: record.rev, record, since: at.slice(0, 10), because };
}
