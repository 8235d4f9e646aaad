import assert from "node:assert/strict";
import { commandLine, startTime } from "../../../scripts/reproduce/kernel/process_table.ts";

Deno.test("startTime() and commandLine() know a running process, and no other number", () => {
  assert.equal(startTime(Deno.pid), startTime(Deno.pid));
  assert.match(commandLine(Deno.pid) ?? "", /deno.* test/);
  assert.deepEqual([startTime(99_999_999), commandLine(99_999_999)], [null, null]);
});

Deno.test("startTime() tells processes apart that started one after the other", async () => {
  // two ticks of the kernel's clock
  await new Promise((resolve) => setTimeout(resolve, 20));
  const child = new Deno.Command("/bin/sleep", { args: ["10"], stdin: "null" }).spawn();
  assert.notEqual(startTime(child.pid), startTime(Deno.pid));
  child.kill("SIGKILL");
  await child.status;
});

Deno.test("startTime() takes a process that ended, but is not waited for, as ended", async () => {
  // the shell turns into a program that waits for nobody
  const script = "/bin/sleep 0 & echo $!; exec /bin/sleep 10";
  const parent = new Deno.Command("/bin/sh", { args: ["-c", script], stdout: "piped" }).spawn();
  const reader = parent.stdout.getReader();
  const pid = Number(new TextDecoder().decode((await reader.read()).value));
  // it loses its command line a moment before it has ended
  const deadline = performance.now() + 2000;
  while (startTime(pid) !== null && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.equal(commandLine(pid), null);
  assert.equal(startTime(pid), null);
  parent.kill("SIGKILL");
  await parent.status;
  await reader.cancel();
});
