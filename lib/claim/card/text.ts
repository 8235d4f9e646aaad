import type { ClaimRecord } from "../record.ts";
import { verdictWords } from "./words.ts";

/**
 * A claim in one line.
 *
 * @example
 * ```ts
 * import { cardText } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const record = {
 *   schema: 1, note: "shelf/note", id: "taste", says: "It is nice.", at: "end", verdict: "out-of-scope",
 *   strength: null, conditions: {}, reason: "opinion", because: "taste", rev: "",
 * } as const;
 * equal(cardText(record), "○ out of scope: taste: It is nice.");
 * ```
 */
export function cardText(record: ClaimRecord): string {
  return `${verdictWords(record)}: ${record.id}: ${record.says}`;
}
