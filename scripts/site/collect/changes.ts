import type { Acceptance } from "./acceptances.ts";
import type { Change } from "./model.ts";

/**
 * What a follower wants to hear of: new notes, and verdicts that changed; not that a revision did.
 * Latest first.
 */
export function changesOf(acceptances: readonly Acceptance[]): Change[] {
  return acceptances.flatMap(({ at, note, because, claims }): Change[] => {
    const entries = Object.entries(claims);
    if (because.startsWith("new-note:") && entries.every(([, what]) => what.startsWith("new →"))) {
      return [{ at, note, because, claim: null, was: null, is: "new" }];
    }
    return entries.flatMap(([claim, what]): Change[] => {
      const [was, is] = what.split(" → ");
      if (is === undefined || was!.includes(",")) return [];
      return [{ at, note, because, claim, was: was === "new" ? null : was!, is }];
    });
  }).reverse();
}
