import type { NoteResult } from "../types.ts";

/** What names a note in a report: its world too, where there are several. */
export function labelOf({ note, world }: { note: string; world: string }, worlds: number): string {
  return worlds > 1 ? `${note} · ${world}` : note;
}

/** Distinct worlds of a run. */
export function countWorlds(jobs: Iterable<{ world: string }>): number {
  return new Set(Array.from(jobs, ({ world }) => world)).size;
}

/** `✓` ran well, `=` had nothing to run, `✗` failed. */
export function signOf({ ending, from }: Pick<NoteResult, "ending" | "from">): "✓" | "=" | "✗" {
  if (ending) return "✗";
  return from === "cache" ? "=" : "✓";
}

/** `3 notes`, `1 note`. */
export function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}

/** One result a note, the first of its worlds: claims are the same in all of them, counted once. */
export function onePerNote<T extends { note: string }>(results: readonly T[]): T[] {
  const seen = new Set<string>();
  return results.filter(({ note }) => !seen.has(note) && seen.add(note));
}
