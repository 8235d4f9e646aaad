/** Executes notes on lanes, each in a kernel of its own. */
import { dirname } from "node:path";
import type { RunOptions } from "./cli/options.ts";
import { execute, type ExecuteOptions } from "./execute/execute.ts";
import type { Kernel } from "./kernel/kernel.ts";
import type { Caps } from "./kernel/report.ts";
import { type KernelOptions, startKernel } from "./kernel/start.ts";
import { startWatchdog } from "./kernel/watchdog.ts";
import { runLanes } from "./lanes.ts";
import { availableMemory, lanesThatFit } from "./plan/mod.ts";
import type { Execution, Notebook, RunEvent, World } from "./types.ts";

/** A note to execute in a world. */
export interface ToRun {
  notebook: Notebook;
  world: World;
}

export interface Executed {
  execution: Execution;
  lane: number;
  /** True when an infrastructure failure was followed by a second run in a fresh kernel. */
  retried: boolean;
}

export interface RunJobsOptions<Job extends ToRun> {
  options: RunOptions;
  /** The runner's folder, `.rederive`. */
  state: string;
  emit: (event: RunEvent) => void;
  /** Called as each note ends. True stops: no further note starts. */
  onEnd: (job: Job, executed: Executed) => Promise<boolean>;
  lanes: number;
  /** Replaced in tests, which cannot make the real one fail once. */
  machinery?: { startKernel: typeof startKernel; execute: typeof execute };
}

/** Every job once, in order, as many at a time as there are lanes. */
export async function runJobs<Job extends ToRun>(
  jobs: readonly Job[],
  { options, state, emit, onEnd, lanes, machinery = { startKernel, execute } }: RunJobsOptions<Job>,
): Promise<void> {
  await using watchdog = startWatchdog(`${state}/pids`);
  const stop = new AbortController();
  const kernelOptions = ({ notebook, world }: ToRun): KernelOptions => ({
    cwd: dirname(notebook.path),
    env: world.env,
    caps: capsOf(options),
    allow: options.allow,
    watchdog,
  });
  const limits: Partial<ExecuteOptions> = {
    cellMs: options.cellTimeoutMs,
    noteMs: options.notebookTimeoutMs,
    memoryBytes: options.maxMemory,
  };

  const attempt = async (job: Job, lane: number, number: number, kernel?: Kernel) => {
    const { notebook, world } = job;
    const cells = notebook.cells.length;
    const event = { note: notebook.id, world: world.name, lane, cells };
    emit({ type: "start", ...event, attempt: number });
    const spare = kernel === undefined ? {} : { kernel };
    return await machinery.execute(
      notebook,
      { ...kernelOptions(job), ...limits, world, ...spare },
      ({ ordinal, status, ms }) => emit({ type: "cell", ...event, ordinal, status, ms }),
    );
  };

  await runLanes<Job, Kernel>(jobs, {
    lanes,
    signal: stop.signal,
    warm: (job) => machinery.startKernel(kernelOptions(job)),
    discard: (kernel) => kernel[Symbol.asyncDispose](),
    work: async (job, worker, lane) => {
      // a spare that did not come up is no verdict: execute() tries by itself, and says why it fails
      let execution = await attempt(job, lane, 1, await worker.catch(() => undefined));
      const retried = execution.ending?.kind === "infrastructure";
      if (retried) execution = await attempt(job, lane, 2);
      if (await onEnd(job, { execution, lane, retried })) stop.abort();
    },
  });
}

/** One option for all of them: 10,000 lines with the 2 MB that hold unless more is asked for. */
function capsOf({ maxOutput }: RunOptions): Caps {
  return {
    outputBytes: maxOutput,
    cellBytes: 4 * maxOutput,
    cellLines: Math.ceil(maxOutput / 200),
  };
}

/** As many lanes as there are cores, or as asked for; fewer where memory is short. */
export function countLanes({ jobs }: RunOptions, notes: number): number {
  const lanes = Math.max(1, Math.min(jobs ?? navigator.hardwareConcurrency, notes));
  return jobs === null ? lanesThatFit({ lanes, available: availableMemory() }) : lanes;
}
