import { display } from "../show/display.ts";
import { escapeMarkdown } from "../show/escape_markdown.ts";
import { verdictWords } from "./card/words.ts";
import type { Note } from "./note.ts";
import type { ClaimRecord, Verdict } from "./record.ts";

const ORDER: readonly (Verdict | null)[] = [
  "confirmed",
  "refined",
  "corrected",
  "out-of-scope",
  null,
];

/** Shows how many claims held, which were refined or corrected, and what was not checked. */
export function summary(note: Note): void {
  const records = [...note.records.values()];
  const markdown = summaryMarkdown(records);
  display({ "text/markdown": markdown, "text/plain": markdown });
}

/**
 * What held and what did not, as Markdown.
 *
 * @example
 * ```ts
 * import { summaryMarkdown } from "@rederive/lib/claim";
 * import { match } from "node:assert/strict";
 *
 * const record = {
 *   schema: 1, note: "shelf/note", id: "taste", says: "It is nice.", at: "end", verdict: "out-of-scope",
 *   strength: null, conditions: {}, reason: "opinion", because: "taste", rev: "",
 * } as const;
 * match(summaryMarkdown([record]), /1 claim/);
 * ```
 */
export function summaryMarkdown(records: readonly ClaimRecord[]): string {
  const counts = ORDER.map((verdict) => ({ of: records.filter((r) => r.verdict === verdict) }))
    .filter(({ of }) => of.length > 0)
    .map(({ of }) => `| ${verdictWords(of[0]!)} | ${of.length} |`);
  const judged = records.length === 1 ? "1 claim" : `${records.length} claims`;
  return [
    `| ${judged} | |`,
    "|:--|--:|",
    ...counts,
    ...list("Refined", records.filter((r) => r.verdict === "refined"), amended("holds when")),
    ...list("Corrected", records.filter((r) => r.verdict === "corrected"), amended("instead")),
    ...list("Not checked", records.filter((r) => r.verdict === "out-of-scope"), unchecked),
    ...list("Not established", records.filter((r) => r.verdict === null), (r) => r.failure ?? ""),
  ].join("\n");
}

function list(
  title: string,
  records: ClaimRecord[],
  more: (record: ClaimRecord) => string,
): string[] {
  if (records.length === 0) return [];
  const items = records.map((r) =>
    `- \`${r.id}\`: ${escapeMarkdown(r.says)} *${escapeMarkdown(more(r).trim())}*`
  );
  return ["", `**${title}**`, "", ...items];
}

const amended = (how: string) => (record: ClaimRecord) => `${how}: ${record.amendment?.says ?? ""}`;
const unchecked = ({ reason, because }: ClaimRecord) => `${reason}: ${because}`;
