/** Checks, executes and judges what must run; loaded only when something must. */
import type { Context } from "./context.ts";
import { type CheckedFirst, checkFirst } from "./check_first.ts";
import { guardFile, keepOriginals, type Originals } from "./guard_file.ts";
import { type Item, resultOf, toSettle } from "./item.ts";
import { judgeRun } from "./judge/mod.ts";
import type { OnEnd } from "./run.ts";
import { type Executed, runJobs } from "./run_jobs.ts";
import type { RunEvent } from "./types.ts";
export { countLanes } from "./run_jobs.ts";

interface RunItems {
  lanes: number;
  emit: (event: RunEvent) => void;
  onEnd: OnEnd;
}

/** Every item to its end, those turned away by the checks first. */
export async function runItems(
  context: Context,
  items: readonly Item[],
  { lanes, emit, onEnd }: RunItems,
): Promise<void> {
  const { options, places: { state } } = context;
  const unchecked: CheckedFirst = { turnedAway: new Map(), warnings: new Map() };
  const { turnedAway, warnings } = options.check ? await checkFirst(items, state) : unchecked;
  for (const [note, found] of warnings) emit({ type: "warnings", note, lane: null, found });
  for (const item of items) {
    const ending = turnedAway.get(item.notebook.id);
    if (!ending) continue;
    const result = resultOf(item, { from: "run", claims: [], drifts: [], ending }, null);
    onEnd(item, result, () => Promise.resolve(null), null);
  }
  if (options.failFast && turnedAway.size > 0) return;
  const originals = await keepOriginals(items.map(({ notebook }) => notebook), options.allow);
  await runJobs(items.filter(({ notebook }) => !turnedAway.has(notebook.id)), {
    options,
    state,
    emit,
    lanes,
    onEnd: async (item, executed) => {
      const { result, execution } = await judged(context, item, { ...executed, originals });
      onEnd(item, result, () => Promise.resolve(execution), executed.lane);
      return options.failFast && result.ending !== null;
    },
  });
}

async function judged(
  context: Context,
  item: Item,
  { execution, retried, originals }: Executed & { originals: Originals },
) {
  const { cache, places: { state } } = context;
  const { notebook, world } = item;
  const tampered = await guardFile(notebook, { originals, state });
  const found = tampered ? { ...execution, ending: tampered } : execution;
  const entry = await cache.keep(item.lookup, { notebook, world, execution: found });
  const judgement = await judgeRun(cache, toSettle(context, item), { execution: found, entry });
  return {
    result: resultOf(item, { from: "run", ...judgement }, found, retried),
    execution: found,
  };
}
