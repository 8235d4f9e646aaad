import { cardHtml } from "@rederive/lib/claim";
import type { JudgedClaim } from "../../types.ts";
import { describeChange, MOST_NEW, VERDICTS, verdictWords } from "../verdicts.ts";
import { escapeHtml } from "./escape.ts";

/** What a reader looks for first: what changed, then what the note got wrong or left out. */
const ORDER = ["corrected", "refined", "confirmed", "out-of-scope"];

/** The ledger of a note; cards of corrected, refined and changed claims are open. */
export function claimsHtml(claims: readonly JudgedClaim[]): string {
  // in a new note every claim is new: what it found counts, not that it is new
  const many = claims.filter(({ state }) => state === "new").length > MOST_NEW;
  const changed = ({ state, record }: JudgedClaim) =>
    record.verdict === null || (state !== "same" && !(many && state === "new"));
  const rank = (claim: JudgedClaim) =>
    changed(claim) ? -1 : ORDER.indexOf(claim.record.verdict ?? "");
  return [...claims].sort((a, b) => rank(a) - rank(b))
    .map((claim) => {
      const open = rank(claim) <= ORDER.indexOf("refined");
      return claimHtml(claim, { open, change: changed(claim) ? describeChange(claim) : null });
    })
    .join("\n");
}

function claimHtml(
  claim: JudgedClaim,
  { open, change }: { open: boolean; change: string | null },
): string {
  const { record, cell, id, state } = claim;
  const look = VERDICTS.find(({ is }) => is === record.verdict);
  const title = `${look?.sign ?? "⚠"} <strong>${verdictWords(record.verdict)}</strong>` +
    `<span class="says">: ${escapeHtml(record.says || id)}</span>` +
    (state === "missing" ? "" : ` <span class="faint">cell ${cell}</span>`);
  return `<details class="claim"${open ? " open" : ""}><summary>${title}</summary>` +
    (change === null ? "" : `<p class="change">${escapeHtml(change)}</p>`) +
    (state === "missing" ? "" : cardHtml(record)) + "</details>";
}
