import { readJson, writeAtomic } from "../cache/write_atomic.ts";
import { BadInput, type Ending, type NoteResult } from "../types.ts";

/** How notes ended when they last did: note → world → ending, null for well. */
export type LastRun = { [note: string]: { [world: string]: Ending | null } };

/** Null when there was none, or its record is lost. */
export function readLastRun(state: string): LastRun | null {
  const stored = readJson(`${state}/last_run.json`) as { notes?: LastRun } | null;
  const isWhole = typeof stored?.notes === "object" && stored.notes !== null &&
    Object.values(stored.notes).every((worlds) => typeof worlds === "object" && worlds !== null);
  return isWhole ? stored!.notes! : null;
}

/** Results of this run over those of earlier ones: running one note forgets no other's failure. */
export function addResults(last: LastRun | null, results: readonly NoteResult[]): LastRun {
  const notes = structuredClone(last ?? {});
  for (const { note, world, ending } of results) {
    notes[note] = { ...notes[note], [world]: ending };
  }
  return notes;
}

export function writeLastRun(state: string, notes: LastRun): void {
  try {
    writeAtomic(`${state}/last_run.json`, JSON.stringify({ notes }));
  } catch {
    // the next --only-failed says that there is no last run
  }
}

/** The ending a note had, or null when it ended well or is not known. */
export function lastEnding(last: LastRun | null, note: string, world: string): Ending | null {
  return last?.[note]?.[world] ?? null;
}

/** For `--only-failed`, which needs to know. */
export function requireLastRun(last: LastRun | null): LastRun {
  if (last) return last;
  throw new BadInput(
    "Cannot run only what failed: no last run is on record, wanted one",
    "deno task reproduce",
  );
}
