import assert from "node:assert/strict";
import { parseOptions, type RunOptions } from "../../scripts/reproduce/cli/options.ts";
import type { Kernel } from "../../scripts/reproduce/kernel/kernel.ts";
import { type Executed, runJobs, type ToRun } from "../../scripts/reproduce/run_jobs.ts";
import type { Ending, Execution, RunEvent } from "../../scripts/reproduce/types.ts";
import { notebookOf } from "./execute/notebook_of.ts";

const machineryFailed: Ending = { kind: "infrastructure", message: "The connection is lost" };

function job(id: string): ToRun {
  return { notebook: { ...notebookOf("1"), id }, world: { name: "native", env: {} } };
}

interface Played {
  /** `note: attempt` in the order of their starts. */
  starts: string[];
  ended: Record<string, Executed>;
  discarded: number;
}

/** Runs jobs whose executions end as listed, attempt by attempt; no kernel is started. */
async function play(
  script: Record<string, (Ending | null)[]>,
  { stopAfter = "", kernelFails = false, lanes = 1 } = {},
): Promise<Played> {
  const played: Played = { starts: [], ended: {}, discarded: 0 };
  const state = Deno.makeTempDirSync();
  const discard = () => {
    played.discarded++;
    return Promise.resolve();
  };
  try {
    await runJobs(Object.keys(script).map(job), {
      options: parseOptions([]) as RunOptions,
      state,
      lanes,
      emit: (event: RunEvent) => {
        if (event.type === "start") played.starts.push(`${event.note}: ${event.attempt}`);
      },
      onEnd: ({ notebook: { id } }, executed) => {
        played.ended[id] = executed;
        return Promise.resolve(id === stopAfter);
      },
      machinery: {
        startKernel: () =>
          kernelFails
            ? Promise.reject(new Error("no kernel"))
            : Promise.resolve({ [Symbol.asyncDispose]: discard } as Kernel),
        execute: ({ id }): Promise<Execution> =>
          Promise.resolve({
            cells: [],
            ending: script[id]!.shift()!,
            ms: 1,
            kernelStartMs: 0,
            peakMemory: 0,
            reads: [],
            sandbox: "none",
          }),
      },
    });
    return played;
  } finally {
    Deno.removeSync(state, { recursive: true });
  }
}

Deno.test("runJobs() tries once more after a failure of the machinery", async () => {
  const { starts, ended } = await play({ "a/good": [null], "a/shaky": [machineryFailed, null] });
  assert.deepEqual(starts, ["a/good: 1", "a/shaky: 1", "a/shaky: 2"]);
  assert.deepEqual([ended["a/good"]?.retried, ended["a/shaky"]?.retried], [false, true]);
  assert.equal(ended["a/shaky"]?.execution.ending, null);
});

Deno.test("runJobs() gives up after the second failure of the machinery", async () => {
  const { starts, ended } = await play({ "a/broken": [machineryFailed, machineryFailed, null] });
  assert.deepEqual(starts, ["a/broken: 1", "a/broken: 2"]);
  assert.equal(ended["a/broken"]?.execution.ending?.kind, "infrastructure");
});

for (
  const kind of ["claim", "code error", "cell timeout", "kernel exit", "out of memory"] as const
) {
  Deno.test(`runJobs() does not try again what ended by ${kind}`, async () => {
    const { starts, ended } = await play({ "a/b": [{ kind, message: "so it is" }, null] });
    assert.deepEqual(starts, ["a/b: 1"]);
    assert.equal(ended["a/b"]?.retried, false);
  });
}

Deno.test("runJobs() starts nothing after the one that stops it, and ends the spare kernel", async () => {
  const script = { "a/one": [null], "a/two": [null], "a/three": [null] };
  const { starts, discarded } = await play(script, { stopAfter: "a/one" });
  assert.deepEqual([starts, discarded], [["a/one: 1"], 1]);
});

Deno.test("runJobs() lets execute() say why there is no kernel", async () => {
  const { starts } = await play({ "a/one": [null], "a/two": [null] }, { kernelFails: true });
  assert.deepEqual(starts, ["a/one: 1", "a/two: 1"]);
});
