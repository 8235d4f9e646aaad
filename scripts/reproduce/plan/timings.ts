import { readJson, writeAtomic } from "../cache/write_atomic.ts";
import type { NoteResult } from "../types.ts";

/** Milliseconds a note took when it last ran to its end: note → world → ms. */
export type Timings = { [note: string]: { [world: string]: number } };

/** What one more cell costs when nothing is known of a note. */
const MS_PER_CELL = 150;

export function readTimings(state: string): Timings {
  const stored = readJson(`${state}/timings.json`);
  const timings: Timings = {};
  for (const [note, worlds] of Object.entries(stored ?? {}) as [string, unknown][]) {
    if (typeof worlds !== "object" || worlds === null) continue;
    const known = Object.entries(worlds).filter(([, ms]) => Number.isFinite(ms) && ms >= 0);
    timings[note] = Object.fromEntries(known);
  }
  return timings;
}

/** Losing timings costs order, not results: a disk that refuses is no error. */
export function writeTimings(state: string, timings: Timings): void {
  try {
    writeAtomic(`${state}/timings.json`, JSON.stringify(timings));
  } catch {
    // the next run orders by number of cells
  }
}

/** Adds what was measured. A note that was cut short says nothing about its time. */
export function addTimings(timings: Timings, results: readonly NoteResult[]): Timings {
  const added = structuredClone(timings);
  for (const { note, world, from, cells, ms } of results) {
    const cameToItsEnd = cells.length > 0 && cells.every(({ status }) => status === "ok");
    if (from !== "run" || !cameToItsEnd) continue;
    added[note] = { ...added[note], [world]: Math.round(ms) };
  }
  return added;
}

/** What a note took in this world, or in another one; null when it never ran to its end. */
export function knownMs(timings: Timings, note: string, world: string): number | null {
  const worlds = timings[note] ?? {};
  return worlds[world] ?? Object.values(worlds)[0] ?? null;
}

/** For ordering only: by number of cells, at the pace of the notes that are known. */
export function guessMs(
  cells: number,
  known: readonly { ms: number | null; cells: number }[],
): number {
  const paces = known.filter(({ ms }) => ms !== null)
    .map(({ ms, cells }) => ms! / Math.max(1, cells)).sort((a, b) => a - b);
  return cells * (paces[Math.floor(paces.length / 2)] ?? MS_PER_CELL);
}
