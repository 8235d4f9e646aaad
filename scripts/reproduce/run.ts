import { byNoteAndWorld } from "./by_note_and_world.ts";
import { type Context, openContext, type RunPlaces } from "./context.ts";
import type { RunOptions } from "./cli/options.ts";
import { exitCodeOf } from "./exit_code.ts";
import { finishNotes } from "./finish.ts";
import { dirname, isUnder } from "./cache/path.ts";
import { type Item, planItems, resultOf } from "./item.ts";
import type { Finished } from "./judge/mod.ts";
import {
  addResults,
  addTimings,
  readLastRun,
  readTimings,
  writeLastRun,
  writeTimings,
} from "./plan/mod.ts";
import type { NoteResult, RunEvent, RunSummary } from "./types.ts";
import { requireOtherFolder, requireOutFolder } from "./write_executed.ts";

/**
 * One run: look up, plan, check, execute, judge, keep. Everything that happens is an event; the
 * summary is the last of them. Throws BadInput before anything ran.
 */
export async function run(
  options: RunOptions,
  places: RunPlaces,
  emit: (event: RunEvent) => void,
): Promise<{ summary: RunSummary; inputs: string[] }> {
  const began = performance.now();
  if (options.out !== null) await requireOutFolder(options.out, places.cwd);
  const context = await openContext(options, places);
  if (options.out !== null) requireOtherFolder(options.out, places.cwd, context.notebooks);
  const items = await planItems(context);
  const toRun = options.why ? [] : items.filter(({ job }) => job.run);
  const runner = toRun.length > 0 ? await import("./run_items.ts") : null;
  const lanes = runner?.countLanes(options, toRun.length) ?? 0;
  emit({ type: "plan", jobs: items.map(({ job }) => job), lanes });

  const results: NoteResult[] = [];
  const ran: Ran[] = [];
  const inputs = new Set(items.flatMap(({ lookup }) => lookup.inputs));
  const notes = new Map<string, { notebook: Item["notebook"]; worlds: Finished[] }>();
  const onEnd = (
    item: Item,
    result: NoteResult,
    execution: Finished["execution"],
    lane: number | null,
  ) => {
    const { notebook, world } = item;
    const note = notes.get(notebook.id) ?? { notebook, worlds: [] };
    note.worlds.push({ world: world.name, judgement: result, execution });
    notes.set(notebook.id, note);
    results.push(result);
    if (result.from === "run") ran.push({ notebook, execution });
    emit({ type: "end", lane, result });
  };
  if (!options.why) reuse(items, onEnd);
  await runner?.runItems(context, toRun, { lanes, emit, onEnd });

  const spreads = await finishNotes(context, [...notes.values()]);
  for (const path of await readsOf(ran, places)) inputs.add(path);
  remember(context, results);
  const summary: RunSummary = {
    results: results.toSorted(byNoteAndWorld),
    spreads: spreads.sort(byNoteAndWorld),
    ms: performance.now() - began,
    exitCode: exitCodeOf(results),
    environment: { deno: Deno.version.deno, adapters: context.adapters },
  };
  emit({ type: "done", summary });
  return { summary, inputs: [...inputs] };
}

export type OnEnd = (
  item: Item,
  result: NoteResult,
  execution: Finished["execution"],
  lane: number | null,
) => void;

interface Ran {
  notebook: Item["notebook"];
  execution: Finished["execution"];
}

/** The files that cells read, as far as a person may edit them: only a run shows which those are. */
async function readsOf(ran: readonly Ran[], { root, state }: RunPlaces): Promise<string[]> {
  const executions = await Promise.all(ran.map(({ execution }) => execution()));
  const folders = [root, ...ran.map(({ notebook }) => dirname(notebook.path))];
  return executions.flatMap((execution) => execution?.reads ?? []).filter((path) =>
    folders.some((folder) => isUnder(path, folder)) && !isUnder(path, state)
  );
}

/** What needs no run ends at once, with the judgement it has. */
function reuse(items: readonly Item[], onEnd: OnEnd): void {
  for (const item of items) {
    const { settled, job } = item;
    if (job.run || settled.from === null) continue;
    const { from, judgement, execution } = settled;
    onEnd(item, resultOf(item, { from, ...judgement }, null), execution, null);
  }
}

function remember({ cache, options, places: { state } }: Context, results: readonly NoteResult[]) {
  cache.save();
  if (options.why) return;
  writeTimings(state, addTimings(readTimings(state), results));
  writeLastRun(state, addResults(readLastRun(state), results));
}
