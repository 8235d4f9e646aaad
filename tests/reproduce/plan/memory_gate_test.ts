import assert from "node:assert/strict";
import { availableMemory, lanesThatFit } from "../../../scripts/reproduce/plan/memory_gate.ts";

Deno.test("lanesThatFit() takes fewer lanes when memory is short, never none", () => {
  const fit = (available: number, peak = 0) => lanesThatFit({ lanes: 4, available, peak });
  assert.equal(fit(64e9), 4);
  assert.equal(fit(1.9e9), 3);
  assert.equal(fit(1e6), 1);
  assert.equal(fit(64e9, 30e9), 2);
});

Deno.test("availableMemory() respects a container's limit, without what is only cached", () => {
  const group = (max: string) => (path: string) =>
    ({
      "/sys/fs/cgroup/memory.max": max,
      "/sys/fs/cgroup/memory.current": "900000\n",
      "/sys/fs/cgroup/memory.stat": "anon 1\ninactive_file 400000\n",
    })[path] ?? null;
  assert.equal(availableMemory(group("1000000\n")), 500_000);
  assert.equal(availableMemory(group("100\n")), 0);
  const machine = availableMemory(() => null);
  assert.ok(machine > 1e6 && machine === Math.round(machine));
  assert.ok(availableMemory(group("max\n")) > 1e6);
});
