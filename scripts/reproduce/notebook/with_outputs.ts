import type { CellRun, Notebook } from "../types.ts";

type Json = Record<string, unknown>;

/**
 * The notebook's JSON with the outputs of a run in place of the stored ones. Cells that did not
 * run are left without outputs: what they hold in the file belongs to an earlier run.
 */
export function withOutputs(notebook: Notebook, runs: readonly CellRun[]): Json {
  const byOrdinal = new Map(runs.map((run) => [run.ordinal, run]));
  let ordinal = 0;
  const cells = (notebook.raw["cells"] as Json[]).map((cell) => {
    if (cell["cell_type"] !== "code") return cell;
    const run = byOrdinal.get(++ordinal);
    const ran = run !== undefined && run.status !== "not run";
    return { ...cell, execution_count: ran ? ordinal : null, outputs: ran ? run.outputs : [] };
  });
  return { ...notebook.raw, cells };
}
