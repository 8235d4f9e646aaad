/** Waits for a cell: for its answer, or for the first thing that makes waiting pointless. */
import type { Kernel } from "../kernel/kernel.ts";
import type { MemoryWatch } from "../kernel/memory.ts";
import type { Running } from "../kernel/session.ts";
import type { Outcome } from "./outcome.ts";

export interface CellLimits {
  cellMs: number;
  /** What is left of the notebook's budget. */
  noteMs: number;
  memory: MemoryWatch;
  memoryBytes: number;
  /** How long the kernel may say nothing once a cell is done and its outputs are due. */
  silenceMs: number;
  signal: AbortSignal | undefined;
}

const TICK_MS = 25;

/** Throws only when the signal is aborted. Does not kill: the caller does. */
export async function watchCell(
  kernel: Kernel,
  running: Running,
  limits: CellLimits,
): Promise<Outcome> {
  const { promise: clock, resolve, reject } = Promise.withResolvers<Outcome>();
  const began = performance.now();
  let probing = false;
  const tick = async () => {
    if (limits.signal?.aborted) return reject(limits.signal.reason);
    const { waitingFor, heard } = running.progress();
    if (waitingFor !== "marker") {
      const outcome = overTime(performance.now() - began, limits);
      if (outcome) resolve(outcome);
    } else if (performance.now() - heard > limits.silenceMs && !probing) {
      probing = true;
      // a callback of the cell that never returns looks the same, but then nothing is answered
      const answers = await kernel.answers(limits.silenceMs);
      resolve(answers ? { is: "silent", ms: limits.silenceMs } : timeOut("cell", limits.cellMs));
    }
  };
  const timer = setInterval(tick, TICK_MS);
  try {
    return await Promise.race([
      running.answer.then((answer): Outcome => ({ is: "answered", answer })),
      kernel.ended.then((end): Outcome => ({ is: "ended", end })),
      limits.memory.exceeded.then((bytes): Outcome => ({
        is: "over memory",
        bytes,
        limit: limits.memoryBytes,
      })),
      clock,
    ]);
  } finally {
    clearInterval(timer);
  }
}

function overTime(ms: number, { cellMs, noteMs }: CellLimits): Outcome | null {
  if (ms <= Math.min(cellMs, noteMs)) return null;
  return cellMs <= noteMs ? timeOut("cell", cellMs) : timeOut("notebook", noteMs);
}

function timeOut(budget: "cell" | "notebook", ms: number): Outcome {
  return { is: "over time", budget, ms };
}
