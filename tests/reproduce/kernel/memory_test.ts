import assert from "node:assert/strict";
import { MemoryWatch, parseStatus, readMemory } from "../../../scripts/reproduce/kernel/memory.ts";

Deno.test("parseStatus() reads what is resident now and at most", () => {
  const status = "Name:\tdeno\nVmPeak:\t 9 kB\nVmHWM:\t  205000 kB\nVmRSS:\t  198000 kB\n";
  assert.deepEqual(parseStatus(status), { now: 198_000 * 1024, peak: 205_000 * 1024 });
  assert.equal(parseStatus("Name:\tdeno\nState:\tZ (zombie)\n"), null);
});

Deno.test("readMemory() agrees with what the process says of itself", async () => {
  const memory = await readMemory(Deno.pid);
  const own = Deno.memoryUsage().rss;
  assert.ok(memory && Math.abs(memory.now - own) < 0.2 * own, `${memory?.now} and ${own}`);
  assert.equal(await readMemory(99_999_999), null);
});

Deno.test("MemoryWatch tells when a process passes the limit, and keeps the peak", async () => {
  const script = `const held = [];
    for (let i = 0; i < 10; i++) held.push(new Uint8Array(2e7).fill(1));
    await new Promise((resolve) => setTimeout(resolve, 60_000));`;
  const child = new Deno.Command(Deno.execPath(), { args: ["eval", script] }).spawn();
  using watch = new MemoryWatch(child.pid, 2e8);
  const bytes = await watch.exceeded;
  assert.ok(bytes > 2e8 && watch.peak >= bytes);
  child.kill("SIGKILL");
  await child.status;
  await watch.look();
  assert.ok(watch.peak >= bytes, "the peak outlives the process");
});
