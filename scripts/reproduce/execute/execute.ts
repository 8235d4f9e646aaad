/** Runs the code cells of one notebook, top to bottom, in one kernel. */
import { dirname } from "node:path";
import type { Kernel } from "../kernel/kernel.ts";
import { MemoryWatch } from "../kernel/memory.ts";
import { type KernelOptions, StartError, startKernel } from "../kernel/start.ts";
import type { CellRun, CodeCell, Ending, Execution, Notebook, World } from "../types.ts";
import { timerEnding } from "./ending.ts";
import { readFiles } from "./read_files.ts";
import { type NoteRun, runCell } from "./run_cell.ts";

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

const SETTLE_MS = 20;

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
  const limits = { ...DEFAULT_LIMITS, ...options };
  const run = await runCells(kernel, notebook, limits, onCell);
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
  limits: NoteRun["limits"],
  onCell: (cell: CellRun) => void,
): Promise<Pick<Execution, "cells" | "ending" | "ms" | "peakMemory">> {
  using memory = new MemoryWatch(kernel.pid, limits.memoryBytes);
  const began = performance.now();
  const note: NoteRun = { kernel, memory, began, limits, displays: new Map() };
  const cells: CellRun[] = [];
  const timers: number[] = [];
  let ending: Ending | null = null;
  for (const cell of notebook.cells) {
    if (ending) {
      cells.push(notRun(cell));
      continue;
    }
    const result = await runCell(note, cell);
    ending = result.ending;
    timers.push(result.timers);
    cells.push(result.run);
    onCell(result.run);
  }
  ending ??= await settle(note, timers);
  await memory.look();
  return { cells, ending, ms: performance.now() - began, peakMemory: memory.peak };
}

/** Waits for what cells started and did not await, so that it is found in every run or in none. */
async function settle(note: NoteRun, timers: readonly number[]): Promise<Ending | null> {
  const last = timers.length;
  if (last === 0) return null;
  const source = `await new Promise((resolve) => setTimeout(resolve, ${SETTLE_MS}))`;
  const id = "end of the note";
  const end = await runCell(note, { ordinal: last + 1, id, source, metadata: {}, outputs: [] });
  if (end.ending === null) return timerEnding([...timers.slice(0, -1), end.timers]);
  const { cell = last } = end.ending;
  return { ...end.ending, cell: Math.min(cell, last) };
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
