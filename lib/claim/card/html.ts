import type { ClaimRecord } from "../record.ts";
import { type Part, rowsOf } from "./rows.ts";
import { strengthWords, verdictWords } from "./words.ts";

const COLOUR: Record<string, string> = {
  "confirmed": "#1a7f37",
  "refined": "#9a6700",
  "corrected": "#0969da",
  "out-of-scope": "#6e7781",
};

/**
 * A claim's card as HTML: no scripts, nothing loaded, and readable where styles are stripped.
 *
 * @example
 * ```ts
 * import { cardHtml } from "@rederive/lib/claim";
 * import { match } from "node:assert/strict";
 *
 * const record = {
 *   schema: 1, note: "shelf/note", id: "taste", says: "It is <nice>.", at: "end", verdict: "out-of-scope",
 *   strength: null, conditions: {}, reason: "opinion", because: "taste", rev: "",
 * } as const;
 * match(cardHtml(record), /It is &lt;nice&gt;\./);
 * ```
 */
export function cardHtml(record: ClaimRecord): string {
  const colour = COLOUR[record.verdict ?? ""] ?? "#cf222e";
  const strength = strengthWords(record);
  const rows = rowsOf(record).map(({ label, parts }) =>
    `<tr><th align="left" valign="top" style="${LABEL}">${escape(label)}</th>` +
    `<td align="left" style="${VALUE}">${parts.map(piece).join("")}</td></tr>`
  );
  return [
    `<div style="border-left:4px solid ${colour};padding:2px 0 2px 14px;margin:8px 0;max-width:56em">`,
    `<p style="margin:0 0 6px"><strong style="color:${colour}">${verdictWords(record)}</strong>` +
    ` &middot; <code>${escape(record.id)}</code>${strength ? ` &middot; ${strength}` : ""}</p>`,
    `<p style="margin:0 0 6px">The note says (${inline(record.at)}): ${inline(record.says)}</p>`,
    rows.length > 0 ? `<table style="${TABLE}"><tbody>\n${rows.join("\n")}\n</tbody></table>` : "",
    `</div>`,
  ].filter(Boolean).join("\n");
}

const TABLE = "border-collapse:collapse;margin:0;font-size:0.93em";
const LABEL =
  "text-align:left;vertical-align:top;font-weight:600;padding:2px 14px 2px 0;white-space:nowrap;border:0";
const VALUE = "text-align:left;vertical-align:top;padding:2px 0;border:0;overflow-wrap:anywhere";

function piece(part: Part): string {
  if (typeof part === "string") return inline(part);
  return "strong" in part
    ? `<strong>${escape(part.strong)}</strong>`
    : `<code>${escape(part.code)}</code>`;
}

// authors write `code` in their texts; nothing else is markup
function inline(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
