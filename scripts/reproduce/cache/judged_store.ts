import type { Drift, Ending, JudgedClaim } from "../types.ts";
import type { EntryHead } from "./entry_head.ts";
import type { Store } from "./store.ts";
import type { Parts } from "./sha256.ts";
import { readJson, writeAtomic } from "./write_atomic.ts";

/** What judging an execution found: all that a report of an unchanged note needs. */
export interface Judgement {
  claims: JudgedClaim[];
  drifts: Drift[];
  ending: Ending | null;
}

/** A judgement and the inputs it was made from, besides the execution. */
export interface StoredJudgement {
  parts: Parts;
  judgement: Judgement;
}

/** The last judgement of an entry, whatever it was judged against. */
export function readJudgement(
  store: Store,
  { note, world, entry }: { note: string; world: string; entry: EntryHead },
): StoredJudgement | null {
  const stored = readJson(store.beside(note, world, entry, "judged"));
  const { parts, judgement } = (stored ?? {}) as Partial<StoredJudgement>;
  const isWhole = parts && Array.isArray(judgement?.claims) && Array.isArray(judgement.drifts);
  return isWhole ? { parts, judgement } : null;
}

export function writeJudgement(
  store: Store,
  { note, world, entry }: { note: string; world: string; entry: EntryHead },
  stored: StoredJudgement,
): void {
  writeAtomic(store.beside(note, world, entry, "judged"), JSON.stringify(stored));
}
