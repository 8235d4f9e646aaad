import { ClaimMisuse, type ClaimRecord } from "@rederive/lib/claim";
import { tolerancesOf } from "../check/tolerances.ts";
import { CLAIM } from "../mime.ts";
import type { CellRun, Ending, Execution, Notebook, Output } from "../types.ts";
import { collectClaims } from "./collect.ts";
import { mapTolerances, pairTolerances } from "./map_tolerances.ts";
import { claimBundle, rejudgeRecord } from "./rejudge_record.ts";

/** The execution as it would be under the new tolerances, or why only a run can tell. */
export type Rejudged = { execution: Execution } | { run: string };

type CellAgain = { cell: CellRun; ending: Ending | null } | { run: string };

/**
 * Applies edited tolerances to a stored execution without running anything. `sources` are the code
 * cells as they ran; apart from literal tolerances they are those of `notebook`.
 */
export async function rejudge(
  notebook: Notebook,
  { execution, sources }: { execution: Execution; sources: readonly string[] },
): Promise<Rejudged> {
  const cells: CellRun[] = [];
  let ending: Ending | null = null;
  for (const [i, cell] of execution.cells.entries()) {
    const [old, now] = [sources[i] ?? "", notebook.cells[i]?.source ?? ""];
    if (ending) {
      cells.push({ ...cell, status: "not run", outputs: [], ms: 0 });
      continue;
    }
    const again: CellAgain = old === now ? { cell, ending } : await rejudgeCell(cell, old, now);
    if ("run" in again) return again;
    cells.push(again.cell);
    ending = again.ending;
    if (ending || execution.ending?.cell !== cell.ordinal) continue;
    if (wasFailing(cell, execution) && !isFailing(again.cell)) {
      return { run: "a claim that ended the note now holds, and what follows it never ran" };
    }
  }
  return { execution: { ...execution, cells, ending: ending ?? execution.ending } };
}

async function rejudgeCell(cell: CellRun, old: string, now: string): Promise<CellAgain> {
  if (cell.status === "not run") return { cell, ending: null };
  const edits = pairTolerances(await tolerancesOf(old), await tolerancesOf(now));
  if (!edits) return { run: "its tolerances do not pair up with those that ran" };
  const mapped = mapTolerances(edits, collectClaims([cell]).map(({ record }) => record));
  if ("run" in mapped) return mapped;
  const outputs: Output[] = [];
  for (const output of cell.outputs) {
    const record = claimOf(output);
    if (!record || !("data" in output)) {
      outputs.push(output);
      continue;
    }
    let again: ClaimRecord | null;
    try {
      again = rejudgeRecord(record, mapped.changes);
    } catch (error) {
      if (!(error instanceof ClaimMisuse)) throw error;
      return failed(cell, outputs, { error, claim: record.id, kind: "bad input" });
    }
    if (!again) return { run: `claim "${record.id}" keeps too little to be judged again` };
    outputs.push({ ...output, data: claimBundle(output.data, again) });
    if (again.failure === undefined) continue;
    const error = { name: "ClaimError", message: again.failure };
    return failed(cell, outputs, { error, claim: record.id, kind: "claim" });
  }
  return { cell: { ...cell, outputs }, ending: null };
}

/** What the kernel would have left: everything up to the claim, then its error. */
function failed(
  cell: CellRun,
  outputs: Output[],
  { error, claim, kind }: {
    error: Pick<Error, "name" | "message">;
    claim: string;
    kind: "claim" | "bad input";
  },
): CellAgain {
  const [message = "", fix] = error.message.split("\nTry: ");
  const shown: Output = {
    output_type: "error",
    ename: error.name,
    evalue: error.message,
    traceback: [],
  };
  return {
    cell: { ...cell, status: "error", outputs: [...outputs, shown] },
    ending: {
      kind,
      message,
      ...(fix === undefined ? {} : { try: fix }),
      cell: cell.ordinal,
      claim,
    },
  };
}

function claimOf(output: Output): ClaimRecord | null {
  return "data" in output ? (output.data[CLAIM] as ClaimRecord | undefined) ?? null : null;
}

function wasFailing(cell: CellRun, { ending }: Execution): boolean {
  return ending?.kind === "claim" && isFailing(cell);
}

function isFailing(cell: CellRun): boolean {
  return collectClaims([cell]).some(({ record }) => record.verdict === null);
}
