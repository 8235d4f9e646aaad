import { compareOutputs } from "../compare/compare.ts";
import type { Judgement } from "../cache/judged_store.ts";
import { BadInput, type Drift, type Ending, type Execution, type Notebook } from "../types.ts";
import { collectClaims, type Collected } from "./collect.ts";
import { type Accepted, compareAccepted } from "./compare_accepted.ts";
import { claimEnding, driftEnding, noOutputsEnding } from "./endings.ts";
import { lieOf } from "./verify.ts";

export interface JudgeOptions {
  /**
   * What was accepted for this note. Null for a notebook from outside the repository, where nothing
   * is accepted: its claims must hold, and its outputs must be as stored when there are any.
   */
  accepted: Accepted | null;
  /** Replaced in tests. */
  compare?: (stored: Notebook["cells"], fresh: Execution["cells"]) => Promise<Drift[]>;
}

/**
 * What an execution amounts to: its claims beside the accepted ones, its outputs beside the stored
 * ones, and how the note ends. What ended the run comes first, then records that lie, then claims,
 * then drift.
 */
export async function judge(
  notebook: Notebook,
  execution: Execution,
  { accepted, compare = compareOutputs }: JudgeOptions,
): Promise<Judgement> {
  const collected = collectClaims(execution.cells);
  const claims = compareAccepted(notebook.id, collected, accepted ?? {});
  const dishonest = findLie(collected, accepted === null ? null : notebook.id);
  const ending = execution.ending ?? dishonest;
  if (ending) return { claims, drifts: [], ending };
  const isBare = notebook.cells.every(({ outputs }) => outputs.length === 0);
  let drifts: Drift[];
  try {
    drifts = isBare ? [] : await compare(notebook.cells, execution.cells);
  } catch (error) {
    // a cell asks for a comparison that there is not, such as a tolerance without a reason
    if (!(error instanceof BadInput)) throw error;
    return { claims, drifts: [], ending: badInput(error) };
  }
  return {
    claims,
    drifts,
    ending: (accepted === null ? null : claimEnding(notebook.id, claims)) ??
      driftEnding(notebook.id, drifts) ??
      (isBare && accepted !== null && leavesOutputs(execution)
        ? noOutputsEnding(notebook.id)
        : null),
  };
}

/** The first record that is not what its numbers say, or that reuses an id. */
function findLie(collected: readonly Collected[], note: string | null): Ending | null {
  const seen = new Set<string>();
  for (const { cell, record } of collected) {
    const id = String(record?.id);
    const problem = lieOf(record, note) ??
      (seen.has(id) ? "its id is used twice in the note" : null);
    seen.add(id);
    if (problem === null) continue;
    return {
      kind: "bad input",
      message: `Cannot accept the record of claim "${id}": ${problem}`,
      try: "display claims by judge() and outOfScope() alone, each with an id of its own",
      cell,
      claim: id,
    };
  }
  return null;
}

function badInput({ message, try: fix }: BadInput): Ending {
  return { kind: "bad input", message, try: fix };
}

function leavesOutputs({ cells }: Execution): boolean {
  return cells.some(({ outputs }) => outputs.length > 0);
}
