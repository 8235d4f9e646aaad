import type { ClaimRecord } from "@rederive/lib/claim";
import type { Difference } from "../reproduce/compare/difference.ts";
import { compareClaim } from "../reproduce/compare/claim.ts";
import { compareOutputs } from "../reproduce/compare/compare.ts";
import { collectClaims } from "../reproduce/judge/collect.ts";
import { compareAccepted } from "../reproduce/judge/compare_accepted.ts";
import {
  codeHash,
  notebookPath,
  type Pending,
  pendingNotebook,
  type PendingPlace,
} from "../reproduce/judge/pending.ts";
import { readVerdicts } from "../reproduce/judge/verdicts.ts";
import { readNotebook } from "../reproduce/notebook/read.ts";
import type { CellRun, Drift, JudgedClaim, Notebook } from "../reproduce/types.ts";

/** A claim that is not as stored or not as accepted. */
export interface ReviewedClaim {
  claim: JudgedClaim;
  /** The record the notebook stores, when it stores one. */
  stored: ClaimRecord | null;
  /** Where the two records differ in what they mean. */
  differences: Difference[];
}

/** What accepting a pending run would change. */
export interface Review {
  pending: Pending;
  /** The notebook with the pending outputs, to look at in Jupyter. */
  notebook: string;
  /** The code cells are no longer those that ran. */
  isStale: boolean;
  /** Nothing was stored before: every output is new. */
  isFirst: boolean;
  claims: ReviewedClaim[];
  /** Claims that are as accepted. */
  unchanged: number;
  drifts: Drift[];
}

/** Sets what is pending beside what the notebook stores and what was accepted. */
export async function reviewPending(pending: Pending, place: PendingPlace): Promise<Review> {
  const path = pendingNotebook(place, pending.note);
  const stored = await readNotebook(notebookPath(place, pending), { root: place.root });
  const fresh = runsOf(await readNotebook(path));
  const accepted = pending.isNote ? readVerdicts(place.root)[pending.note] ?? {} : {};
  const before = new Map(
    collectClaims(runsOf(stored)).map(({ record }) => [record.id, record]),
  );
  const judged = compareAccepted(pending.note, collectClaims(fresh), accepted).map((claim) => {
    const old = before.get(claim.id) ?? null;
    const gone = claim.state === "missing";
    return { claim, stored: old, differences: old && !gone ? compareClaim(old, claim.record) : [] };
  });
  const claims = judged.filter(({ claim, differences }) =>
    claim.state !== "same" || differences.length > 0
  );
  const drifts = await compareOutputs(stored.cells, fresh);
  const isFirst = stored.cells.every(({ outputs }) => outputs.length === 0);
  return {
    pending,
    notebook: path,
    isStale: await codeHash(stored) !== pending.code,
    isFirst,
    claims,
    unchanged: judged.length - claims.length,
    drifts: isFirst ? [] : drifts.filter((drift) => !isOfClaim(drift)),
  };
}

/** The claims say theirs, also those that came or went. */
function isOfClaim({ kind, want, got }: Drift): boolean {
  return kind === "claim" || /^nothing claim \S+$|^claim \S+ nothing$/.test(`${want} ${got}`);
}

function runsOf({ cells }: Notebook): CellRun[] {
  return cells.map(({ ordinal, id, outputs }) => ({ ordinal, id, outputs, status: "ok", ms: 0 }));
}
