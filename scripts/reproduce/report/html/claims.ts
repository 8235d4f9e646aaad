import { cardHtml } from "@rederive/lib/claim";
import type { JudgedClaim } from "../../types.ts";
import { describeChange, VERDICTS, verdictWords } from "../verdicts.ts";
import { escapeHtml } from "./escape.ts";

/** What a reader looks for first: what changed, then what the note got wrong or left out. */
const ORDER = ["corrected", "refined", "confirmed", "out-of-scope"];

/** The ledger of a note; cards of corrected, refined and changed claims are open. */
export function claimsHtml(claims: readonly JudgedClaim[]): string {
  return [...claims].sort((a, b) => rank(a) - rank(b)).map(claimHtml).join("\n");
}

function rank({ record, state }: JudgedClaim): number {
  if (state !== "same" || record.verdict === null) return -1;
  return ORDER.indexOf(record.verdict);
}

function claimHtml(claim: JudgedClaim): string {
  const { record, cell, id } = claim;
  const change = describeChange(claim);
  const open = rank(claim) <= ORDER.indexOf("refined") ? " open" : "";
  const look = VERDICTS.find(({ is }) => is === record.verdict);
  const title = `${look?.sign ?? "⚠"} <strong>${verdictWords(record.verdict)}</strong>` +
    `<span class="says">: ${escapeHtml(record.says || id)}</span>` +
    (claim.state === "missing" ? "" : ` <span class="faint">cell ${cell}</span>`);
  return `<details class="claim"${open}><summary>${title}</summary>` +
    (change === null ? "" : `<p class="change">${escapeHtml(change)}</p>`) +
    (claim.state === "missing" ? "" : cardHtml(record)) + "</details>";
}
