import type { Lookup } from "./cache/mod.ts";
import { type Context, isNote } from "./context.ts";
import { type NoteToSettle, settle, type Settled } from "./judge/mod.ts";
import { type Job, plan, readLastRun, readTimings } from "./plan/mod.ts";
import type { Execution, Notebook, NoteResult, World } from "./types.ts";

/** One note in one world, with what the cache can say about it. */
export interface Item {
  notebook: Notebook;
  world: World;
  lookup: Lookup;
  settled: Settled;
  job: Job;
}

/** Everything that was asked for, in the order in which it runs. */
export async function planItems(context: Context): Promise<Item[]> {
  const { options, places: { state }, data, cache, notebooks, worlds } = context;
  const lookups = await cache.look(notebooks, worlds);
  const pairs = notebooks.flatMap((notebook) => worlds.map((world) => ({ notebook, world })));
  const items = await Promise.all(pairs.map(async ({ notebook, world }, i) => {
    const lookup = lookups[i]!;
    const settled: Settled = options.fresh
      ? { from: null, why: lookup.why }
      : await settle(cache, toSettle(context, { notebook, lookup }));
    const candidate = {
      note: notebook.id,
      world: world.name,
      cells: notebook.cells.length,
      isSettled: settled.from !== null,
      why: settled.why,
    };
    return { notebook, world, lookup, settled, candidate };
  }));
  const jobs = plan(items.map(({ candidate }) => candidate), {
    fresh: options.fresh,
    onlyFailed: options.onlyFailed,
    last: readLastRun(state),
    timings: readTimings(state),
    shard: options.shard,
    weights: data.weights,
  });
  return jobs.map((job) => {
    const isIt = ({ candidate }: typeof items[number]) =>
      candidate.note === job.note && candidate.world === job.world;
    return { ...items.find(isIt)!, job };
  });
}

export function toSettle(
  context: Context,
  { notebook, lookup }: Pick<Item, "notebook" | "lookup">,
): NoteToSettle {
  const accepted = isNote(context, notebook) ? context.data.verdicts[notebook.id] ?? {} : null;
  return { lookup, notebook, accepted };
}

type Found = Pick<NoteResult, "from" | "claims" | "drifts" | "ending">;

/** A result as reporters see it; `execution` is null when nothing ran now. */
export function resultOf(
  { notebook, job }: Item,
  found: Found,
  execution: Execution | null,
  retried = false,
): NoteResult {
  return {
    note: notebook.id,
    path: notebook.path,
    world: job.world,
    why: job.why,
    ms: execution?.ms ?? 0,
    cells: (execution?.cells ?? []).map(({ ordinal, status, ms }) => ({ ordinal, status, ms })),
    peakMemory: execution?.peakMemory ?? 0,
    sandbox: execution?.sandbox ?? "not run",
    retried,
    ...found,
  };
}
