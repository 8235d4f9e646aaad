import type { Judgement } from "../cache/mod.ts";
import type { Execution, Notebook } from "../types.ts";
import { type Pending, type PendingPlace, removePending, writePending } from "./pending.ts";

/** A note finished in one world. */
export interface Finished {
  world: string;
  judgement: Judgement;
  /** Asked only when there is something to keep. */
  execution: () => Promise<Execution | null>;
}

/**
 * After all worlds of a note: keeps its run for review when that is what it needs, and forgets an
 * older one when the note is as accepted or did not come to its end.
 */
export async function keepPending(
  place: PendingPlace,
  notebook: Notebook,
  { finished, isNote }: { finished: readonly Finished[]; isNote: boolean },
): Promise<Pending | null> {
  const executions = finished.some(({ judgement }) => judgement.ending !== null)
    ? await Promise.all(finished.map(({ execution }) => execution()))
    : [];
  const ranWell = executions.length > 0 && executions.every((one) => one?.ending === null);
  const isHonest = finished.every(({ judgement }) => judgement.ending?.kind !== "bad input");
  if (!ranWell || !isHonest) {
    removePending(place, notebook.id);
    return null;
  }
  const runs = finished.map(({ world, judgement }, i) => ({
    world,
    execution: executions[i]!,
    claims: judgement.claims,
  }));
  return await writePending(place, notebook, { runs, isNote });
}
