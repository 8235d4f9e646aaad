import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { startTime } from "../../../scripts/reproduce/kernel/process_table.ts";
import { startKernel } from "../../../scripts/reproduce/kernel/start.ts";
import { startWatchdog } from "../../../scripts/reproduce/kernel/watchdog.ts";
import { processesLeft, processesWith } from "./process_list.ts";

const newFolder = () => Deno.makeTempDirSync({ prefix: "rederive-pids-" });

/** Starts a runner in a process of its own; resolves once its watchdog watches. */
async function startRunner(folder: string): Promise<Deno.ChildProcess> {
  const runner = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fileURLToPath(import.meta.resolve("./runner_child.ts")), folder],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = runner.stdout.getReader();
  await reader.read();
  await reader.cancel();
  return runner;
}

// at the fork of a kernel, while it starts, while its cells run, between two kernels
for (const delay of [0, 3, 10, 40, 150, 400, 900]) {
  Deno.test(`No kernel lives two seconds after a runner killed at ${delay} ms`, async () => {
    const folder = newFolder();
    const runner = await startRunner(folder);
    await new Promise((resolve) => setTimeout(resolve, delay));
    const kernels = processesWith(`${folder}/run-`).length;
    runner.kill("SIGKILL");
    await runner.status;
    assert.deepEqual(await processesLeft(`${folder}/run-`, 2000), []);
    if (delay >= 400) assert.ok(kernels > 1, "there was something to kill");
    assert.deepEqual([...Deno.readDirSync(folder)], []);
    Deno.removeSync(folder);
  });
}

Deno.test("A watchdog that is let go ends the kernels still there and removes its folder", async () => {
  const folder = newFolder();
  const watchdog = startWatchdog(folder);
  const kernel = await startKernel({ cwd: folder, watchdog });
  await watchdog[Symbol.asyncDispose]();
  assert.deepEqual(await kernel.ended, { exit: { code: 137, signal: "SIGKILL" } });
  assert.deepEqual([...Deno.readDirSync(folder)], []);
  await kernel[Symbol.asyncDispose]();
  Deno.removeSync(folder);
});

Deno.test("startWatchdog() ends what a run left whose watchdog was killed too", async () => {
  const folder = newFolder();
  const runner = await startRunner(folder);
  await until(() => processesWith("connection.json").some((pid) => isKernelOf(pid, folder)));
  const watchdogs = processesWith(`${folder}/run-`).filter((pid) => !isKernelOf(pid, folder));
  for (const pid of watchdogs) Deno.kill(pid, "SIGKILL");
  runner.kill("SIGKILL");
  await runner.status;
  const left = processesWith("connection.json").filter((pid) => isKernelOf(pid, folder));
  assert.ok(left.length > 0, "the kernel lives on without a watchdog");

  await using own = startWatchdog(folder);
  assert.deepEqual(await processesLeft(`${folder}/run-${runner.pid}`, 2000), []);
  assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), [
    own.folder.slice(folder.length + 1),
  ]);
  // a process that is being ended loses its command line a moment before it is gone
  await until(() => left.every((pid) => startTime(pid) === null));
});

function isKernelOf(pid: number, folder: string): boolean {
  return processesWith(`${folder}/run-`).includes(pid) &&
    processesWith("connection.json").includes(pid);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
