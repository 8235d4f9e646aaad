/** Runs the code cells of one notebook, top to bottom, in one kernel. */
import { dirname } from "node:path";
import type { Kernel } from "../kernel/kernel.ts";
import { MemoryWatch } from "../kernel/memory.ts";
import { type KernelOptions, StartError, startKernel } from "../kernel/start.ts";
import type { CellRun, CodeCell, Ending, Execution, Notebook, World } from "../types.ts";
import { diagnose } from "./diagnose.ts";
import { endingOf, timerEnding } from "./ending.ts";
import type { Outcome } from "./outcome.ts";
import { collectOutputs, type Displays, isError, reportedOutputs } from "./outputs.ts";
import { readFiles } from "./read_files.ts";
import { mapLine, topLevelFrame } from "./source_line.ts";
import { watchCell } from "./watch_cell.ts";

export interface ExecuteOptions extends Omit<KernelOptions, "cwd"> {
  /** The numeric world; its variables are added to `env`. */
  world?: World;
  /** Budget of one cell, in ms. */
  cellMs?: number;
  /** Budget of all cells together, without the start of the kernel, in ms. */
  noteMs?: number;
  /** What the kernel may hold in memory. */
  memoryBytes?: number;
  /** How long the kernel may say nothing when a cell is done and its outputs are due, in ms. */
  silenceMs?: number;
  /** A kernel started ahead with the same folder, world and caps. Ended like any other. */
  kernel?: Kernel;
}

export const DEFAULT_LIMITS = {
  cellMs: 60_000,
  noteMs: 180_000,
  memoryBytes: 4e9,
  silenceMs: 10_000,
};

/** Says how the notebook ended; throws only the reason of an aborted `signal`. No kernel survives. */
export async function execute(
  notebook: Notebook,
  options: ExecuteOptions = {},
  onCell: (cell: CellRun) => void = () => {},
): Promise<Execution> {
  const spare = options.kernel;
  let kernel: Kernel;
  try {
    if (spare && !spare.alive) await spare[Symbol.asyncDispose]();
    kernel = spare?.alive ? spare : await startKernel({
      ...options,
      cwd: dirname(notebook.path),
      env: { ...options.env, ...options.world?.env },
    });
  } catch (error) {
    options.signal?.throwIfAborted();
    return notStarted(notebook, error);
  }
  await using _ended = kernel;
  const run = await runCells(kernel, notebook, options, onCell);
  return {
    ...run,
    kernelStartMs: kernel === spare ? 0 : kernel.startMs,
    reads: readFiles(kernel),
    sandbox: describeSandbox(options.allow),
  };
}

async function runCells(
  kernel: Kernel,
  notebook: Notebook,
  options: ExecuteOptions,
  onCell: (cell: CellRun) => void,
): Promise<Pick<Execution, "cells" | "ending" | "ms" | "peakMemory">> {
  const limits = { ...DEFAULT_LIMITS, ...options };
  using memory = new MemoryWatch(kernel.pid, limits.memoryBytes);
  const began = performance.now();
  const displays: Displays = new Map();
  const cells: CellRun[] = [];
  const timers: number[] = [];
  let ending: Ending | null = null;
  for (const cell of notebook.cells) {
    if (ending) {
      cells.push(notRun(cell));
      continue;
    }
    const start = performance.now();
    const running = kernel.run(cell.source);
    const outcome = await watchCell(kernel, running, {
      ...limits,
      memory,
      noteMs: limits.noteMs - (start - began),
      signal: options.signal,
    });
    const answered = outcome.is === "answered" ? outcome.answer : null;
    if (!answered) await kernel.stop();
    const outputs = collectOutputs(running.outputs, displays);
    ending = await explain(kernel, cell, outcome, outputs, limits);
    timers.push(answered?.report.timers ?? 0);
    const run: CellRun = {
      ordinal: cell.ordinal,
      id: cell.id,
      status: ending ? "error" : "ok",
      outputs: [...outputs, ...reportedOutputs(answered?.report, cell.ordinal)],
      ms: answered?.ms ?? performance.now() - start,
    };
    cells.push(run);
    onCell(run);
  }
  await memory.look();
  ending ??= timerEnding(timers);
  return { cells, ending, ms: performance.now() - began, peakMemory: memory.peak };
}

async function explain(
  kernel: Kernel,
  cell: CodeCell,
  outcome: Outcome,
  outputs: CellRun["outputs"],
  limits: { heapMb?: number; noteMs: number },
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

function describeSandbox(allow: readonly string[] = []): string {
  return `permissions revoked${allow.length ? ` except ${allow.join(", ")}` : ""}`;
}

function notRun({ ordinal, id }: CodeCell): CellRun {
  return { ordinal, id, status: "not run", outputs: [], ms: 0 };
}

function notStarted(notebook: Notebook, error: unknown): Execution {
  const reason = error instanceof Error ? error.message : String(error);
  const message = error instanceof StartError ? reason : `Cannot start a kernel: ${reason}`;
  return {
    cells: notebook.cells.map(notRun),
    ending: { kind: "infrastructure", message },
    ms: 0,
    kernelStartMs: 0,
    peakMemory: 0,
    reads: [],
    sandbox: "none",
  };
}
