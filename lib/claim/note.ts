import { display } from "../show/display.ts";
import { cardHtml } from "./card/html.ts";
import { cardMarkdown } from "./card/markdown.ts";
import { cardText } from "./card/text.ts";
import { ClaimMisuse } from "./errors.ts";
import type { ClaimRecord } from "./record.ts";
import { revisionOf } from "./revision.ts";

/** MIME type of a claim record. */
export const CLAIM_MIME = "application/vnd.rederive.claim+json";

/** The claims of one note judged so far in this kernel or page. */
export interface Note {
  readonly id: string;
  /** By claim id, in the order first judged. */
  readonly records: Map<string, ClaimRecord>;
}

/**
 * Refuses an id that another claim of the note has. A person runs a cell again and again, so
 * outside the runner the same claim, or one that was not established, may be replaced.
 */
export function checkFresh(note: Note, { id, says }: { id: string; says: string }): void {
  const before = note.records.get(id);
  if (!before) return;
  if (!isInRunner() && (before.says === says || before.verdict === null)) return;
  throw new ClaimMisuse(
    `Cannot judge claim "${id}": the id is used twice in "${note.id}"`,
    "give each claim its own id; after an edit, run the cell with openNote() again",
  );
}

/** Completes a record with its revision, keeps it and shows its card. */
export function publish(note: Note, unsigned: Omit<ClaimRecord, "rev">): void {
  checkFresh(note, unsigned); // again: two checks may have run at the same time
  const record: ClaimRecord = { ...unsigned, rev: revisionOf(unsigned) };
  note.records.set(record.id, record);
  display({
    [CLAIM_MIME]: record,
    "text/html": cardHtml(record),
    "text/markdown": cardMarkdown(record),
    "text/plain": cardText(record),
  });
}

/** Whether the runner, not a person, runs this kernel. */
export function isInRunner(): boolean {
  return Reflect.get(globalThis, Symbol.for("rederive.runner")) !== undefined;
}
