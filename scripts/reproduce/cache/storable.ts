import type { Ending, EndingKind } from "../types.ts";

/**
 * Endings that would come again if the same inputs ran again. The others depend on the moment or the
 * machine (time, memory, a kernel that died), or end a note before it says anything.
 */
const REPEATABLE: ReadonlySet<EndingKind> = new Set(["claim", "code error"]);

export function isStorable(ending: Ending | null): boolean {
  return ending === null || REPEATABLE.has(ending.kind);
}
