import assert from "node:assert/strict";
import { join } from "node:path";
import { startTime } from "../../../scripts/reproduce/kernel/process_table.ts";
import { reap } from "../../../scripts/reproduce/kernel/reaper.ts";
import { isRunning, runName } from "../../../scripts/reproduce/kernel/run_name.ts";

/** A process that ends by itself soon, with `text` on its command line. */
function bystander(text: string): Deno.ChildProcess {
  const args = ["-c", "sleep 5; exit 0", text];
  return new Deno.Command("/bin/sh", { args, stdin: "null", detached: true }).spawn();
}

/** The folder of a run by process `owner`, with one kernel that has the id `pid`. */
function makeRun(parent: string, name: string, pid: number): string {
  const kernel = join(parent, name, "kernel-a");
  Deno.mkdirSync(kernel, { recursive: true });
  Deno.writeTextFileSync(join(kernel, "pid"), `${pid}\n`);
  return join(kernel, "connection.json");
}

Deno.test("reap() ends kernels of runs that are over and removes their folders", async () => {
  const parent = Deno.makeTempDirSync();
  const name = "run-99999999-123-0000abcd";
  const kernel = bystander(join(parent, name, "kernel-a", "connection.json"));
  makeRun(parent, name, kernel.pid);
  assert.deepEqual(reap(parent), [kernel.pid]);
  assert.equal((await kernel.status).signal, "SIGKILL");
  assert.deepEqual([...Deno.readDirSync(parent)], []);
});

Deno.test("reap() leaves a process alone that has got the number of a kernel since", async () => {
  const parent = Deno.makeTempDirSync();
  const other = bystander("something else");
  makeRun(parent, "run-99999999-123-0000abcd", other.pid);
  assert.deepEqual(reap(parent), []);
  assert.notEqual(startTime(other.pid), null);
  Deno.kill(-other.pid, "SIGKILL");
  await other.status;
});

Deno.test("reap() leaves alone runs that go on, other folders and half-made ones", () => {
  const parent = Deno.makeTempDirSync();
  const own = runName(Deno.pid);
  makeRun(parent, own, Deno.pid);
  Deno.mkdirSync(join(parent, "kept"));
  Deno.mkdirSync(join(parent, "run-99999999-123-0000abcd", "kernel-without-pid"), {
    recursive: true,
  });
  assert.deepEqual(reap(parent), []);
  assert.deepEqual([...Deno.readDirSync(parent)].map(({ name }) => name).sort(), ["kept", own]);
});

Deno.test("isRunning() tells a process from a later one with the same number", () => {
  const name = runName(Deno.pid);
  assert.equal(isRunning(name), true);
  assert.equal(isRunning(name.replace(/-[^-]+-([^-]+)$/, "-1-$1")), false);
  assert.equal(isRunning("kept"), null);
  assert.notEqual(name, runName(Deno.pid), "two watchdogs of one process have two folders");
});
