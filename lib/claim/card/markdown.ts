import { escapeCell, escapeMarkdown } from "../../show/escape_markdown.ts";
import type { ClaimRecord } from "../record.ts";
import { type Part, rowsOf } from "./rows.ts";
import { strengthWords, verdictWords } from "./words.ts";

/**
 * A claim's card as Markdown.
 *
 * @example
 * ```ts
 * import { cardMarkdown } from "@rederive/lib/claim";
 * import { ok } from "node:assert/strict";
 *
 * const record = {
 *   schema: 1, note: "shelf/note", id: "taste", says: "It is nice.", at: "end", verdict: "out-of-scope",
 *   strength: null, conditions: {}, reason: "opinion", because: "taste", rev: "",
 * } as const;
 * ok(cardMarkdown(record).startsWith("**○ out of scope**"));
 * ```
 */
export function cardMarkdown(record: ClaimRecord): string {
  const head = [`**${verdictWords(record)}**`, `\`${record.id}\``, strengthWords(record)];
  const rows = rowsOf(record).map(({ label, parts }) =>
    `| ${label} | ${parts.map(cell).join("")} |`
  );
  return [
    head.filter(Boolean).join(" · "),
    "",
    `The note says (${escapeMarkdown(record.at)}): ${escapeMarkdown(record.says)}`,
    "",
    ...(rows.length > 0 ? ["| | |", "|:--|:--|", ...rows] : []),
  ].join("\n");
}

function cell(part: Part): string {
  if (typeof part === "string") return escapeCell(part);
  if ("strong" in part) return `**${part.strong}**`;
  // a fence one backtick longer than any run inside
  const longest = Math.max(0, ...Array.from(part.code.matchAll(/`+/g), (run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return fence + pad + part.code.replaceAll("|", "\\|").replaceAll("\n", "↵") + pad + fence;
}
