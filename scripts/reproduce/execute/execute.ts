/** Runs the code cells of one notebook, top to bottom, in one kernel. */
import { type Kernel, type KernelOptions, startKernel } from "../kernel/kernel.ts";
import type { CellRun, Ending, Execution, Notebook, World } from "../types.ts";
import { collectOutputs, type Displays } from "./outputs.ts";
import { dirname } from "node:path";

export interface ExecuteOptions extends Partial<KernelOptions> {
  world?: World;
  /** Budget of one cell and of the notebook without the kernel's start, in ms. */
  cellMs?: number;
  noteMs?: number;
  /** A kernel that waits, started with the same folder and world; execute() ends it. */
  kernel?: Kernel;
  signal?: AbortSignal;
}

/** Runs `notebook` and says how it ended; throws only when `signal` is aborted. */
export async function execute(
  notebook: Notebook,
  options: ExecuteOptions = {},
  onCell: (cell: CellRun) => void = () => {},
): Promise<Execution> {
  const { cellMs = 60_000, noteMs = 180_000 } = options;
  const kernel = options.kernel ?? await startKernel({
    ...options,
    cwd: options.cwd ?? dirname(notebook.path),
    env: { ...options.env, ...options.world?.env },
  });
  await using _ = kernel;
  const began = performance.now();
  const displays: Displays = new Map();
  const cells: CellRun[] = [];
  let ending: Ending | null = null;
  for (const cell of notebook.cells) {
    const { id, ordinal } = cell;
    if (ending) {
      cells.push({ ordinal, id, status: "not run", outputs: [], ms: 0 });
      continue;
    }
    const start = performance.now();
    const running = kernel.run(cell.source);
    const left = noteMs - (start - began);
    let timer;
    const outcome = await Promise.race([
      running.answer,
      kernel.ended,
      new Promise<"timeout">((r) => timer = setTimeout(() => r("timeout"), Math.min(cellMs, left))),
    ]);
    clearTimeout(timer);
    const ms = performance.now() - start;
    const outputs = collectOutputs(running.outputs, displays);
    const error = outputs.findLast((o) => o.output_type === "error");
    if (outcome === "timeout") {
      ending = {
        kind: cellMs < left ? "cell timeout" : "notebook timeout",
        message: `Cell ${ordinal} did not end in ${Math.min(cellMs, left)} ms`,
        cell: ordinal,
      };
    } else if ("exit" in outcome) {
      ending = { kind: "kernel exit", message: `exit ${outcome.exit.code}`, cell: ordinal };
    } else if ("lost" in outcome) {
      ending = { kind: "infrastructure", message: outcome.lost.message, cell: ordinal };
    } else if (error || outcome.reply.content.status !== "ok") {
      const ename = error?.ename ?? "Error";
      ending = {
        kind: ename === "ClaimError"
          ? "claim"
          : ename === "ClaimMisuse"
          ? "bad input"
          : "code error",
        message: error ? `${ename}: ${error.evalue}` : kernel.stderr || "Execution failed",
        cell: ordinal,
      };
    }
    const run: CellRun = { ordinal, id, status: ending ? "error" : "ok", outputs, ms };
    cells.push(run);
    onCell(run);
  }
  return {
    cells,
    ending,
    ms: performance.now() - began,
    kernelStartMs: options.kernel ? 0 : kernel.startMs,
    peakMemory: 0,
    reads: [],
    sandbox: "permissions revoked",
  };
}
