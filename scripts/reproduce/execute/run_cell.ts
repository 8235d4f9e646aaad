/** Runs one cell to its end, whatever that is. */
import type { Kernel } from "../kernel/kernel.ts";
import type { MemoryWatch } from "../kernel/memory.ts";
import type { CellRun, CodeCell, Ending, Output } from "../types.ts";
import { diagnose } from "./diagnose.ts";
import { endingOf } from "./ending.ts";
import type { Outcome } from "./outcome.ts";
import { collectOutputs, type Displays, isError, reportedOutputs } from "./outputs.ts";
import { mapLine, topLevelFrame } from "./source_line.ts";
import { watchCell } from "./watch_cell.ts";

/** What the cells of a note share. */
export interface NoteRun {
  kernel: Kernel;
  memory: MemoryWatch;
  displays: Displays;
  /** `performance.now()` when the first cell began. */
  began: number;
  limits: {
    cellMs: number;
    noteMs: number;
    memoryBytes: number;
    silenceMs: number;
    heapMb?: number;
    signal?: AbortSignal;
  };
}

export interface CellResult {
  run: CellRun;
  ending: Ending | null;
  /** Timers still running when the cell was over. */
  timers: number;
}

export async function runCell(note: NoteRun, cell: CodeCell): Promise<CellResult> {
  const { kernel, memory, displays, limits } = note;
  const start = performance.now();
  const running = kernel.run(cell.source);
  const outcome = await watchCell(kernel, running, {
    ...limits,
    memory,
    noteMs: limits.noteMs - (start - note.began),
    signal: limits.signal,
  });
  const answer = outcome.is === "answered" ? outcome.answer : null;
  if (!answer) await kernel.stop();
  const outputs = collectOutputs(running.outputs, displays);
  const ending = await explain(note, cell, outcome, outputs);
  const run: CellRun = {
    ordinal: cell.ordinal,
    id: cell.id,
    status: ending ? "error" : "ok",
    outputs: [...outputs, ...reportedOutputs(answer?.report, cell.ordinal)],
    ms: answer?.ms ?? performance.now() - start,
  };
  return { run, ending, timers: answer?.report.timers ?? 0 };
}

async function explain(
  { kernel, limits }: NoteRun,
  cell: CodeCell,
  outcome: Outcome,
  outputs: readonly Output[],
): Promise<Ending | null> {
  const { cwd, env, stderr } = kernel;
  const { heapMb, noteMs } = limits;
  const ending = endingOf({ cell, outcome, outputs, stderr, heapMb, noteMs });
  if (ending?.cell !== cell.ordinal || outcome.is !== "answered") return ending;
  const { reply, report } = outcome.answer;
  const error = outputs.findLast(isError);
  if (!error && reply.content.status !== "ok") {
    return { ...ending, ...await diagnose(cell.source, { cwd, env, stderr }) };
  }
  const stack = error?.traceback.join("\n") ?? report.findings[0]?.stack ?? "";
  const frame = topLevelFrame(stack);
  const line = frame && await mapLine(cell.source, frame);
  return line ? { ...ending, line } : ending;
}
