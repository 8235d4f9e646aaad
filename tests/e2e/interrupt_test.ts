/** A run that is stopped in the middle leaves no kernel, changes nothing, and the next one is whole. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { startTime } from "../../scripts/reproduce/kernel/process_table.ts";
import { notebook } from "./notes.ts";
import { Sandbox } from "./sandbox.ts";

const SLOW = 'const slow = Deno.env.get("LP_SLOW") ? 60_000 : 0;\n' +
  "await new Promise((resolve) => setTimeout(resolve, slow));";

/** Kernels of the copy, by the files in which each has written its process id. */
async function kernels(box: Sandbox): Promise<number[]> {
  const found: number[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const { name, isDirectory } of await Array.fromAsync(Deno.readDir(folder))) {
      const path = join(folder, name);
      if (isDirectory) await walk(path);
      else if (name === "pid") found.push(Number(await Deno.readTextFile(path)));
    }
  };
  await walk(join(box.root, ".rederive/pids"));
  return found;
}

/** True once all processes are gone; false when one lives on for two seconds. */
async function areGone(pids: readonly number[]): Promise<boolean> {
  const late = Date.now() + 2000;
  while (pids.some((pid) => startTime(pid) !== null)) {
    if (Date.now() > late) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

Deno.test("a run that is stopped leaves no kernel and changes nothing", async (t) => {
  await using box = Sandbox.make({ "stop/slow": notebook('console.log("before");', SLOW) });
  const before = box.hashes();
  for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
    await t.step(signal, async () => {
      // kernels are given what starts with LP_, and little else
      await using run = box.follow("reproduce/main.ts", ["--no-check"], { env: { LP_SLOW: "1" } });
      await run.until(/^start {2}stop\/slow/m);
      const pids = await kernels(box);
      assert.equal(pids.length, 1);
      assert.ok(pids.every((pid) => startTime(pid) !== null));
      assert.equal((await run.end(signal)).signal, signal);
      assert.ok(await areGone(pids), "no kernel lives for two seconds");
      assert.deepEqual(box.hashes(), before);
    });
  }
  await t.step("the next run is whole", async () => {
    const ran = await box.reproduce(["--no-check"]);
    assert.equal(ran.code, 17, ran.stdout);
    assert.match(ran.stdout, /The notebook holds no outputs to compare with/);
    assert.deepEqual(box.hashes(), before);
  });
});
