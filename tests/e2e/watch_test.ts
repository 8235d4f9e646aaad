/** `--watch`: stays, and runs what a save affects. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { notebook } from "./notes.ts";
import { Sandbox } from "./sandbox.ts";

const READY = /Watching\. Save a file to run again, Ctrl-C to stop\.\n/;

Deno.test("--watch runs the note that a save affects, again and again", async (t) => {
  await using box = Sandbox.make({
    "watch/data": notebook(
      'import { readJson } from "@rederive/lib/data";\nconst { n } = await readJson("n.json") as { n: number };\nif (n > 3) throw new Error(`n is ${n}`);',
    ),
    "watch/plain": notebook(
      'import { limit } from "./limit.ts";\nif (limit < 3) throw new Error("low");',
    ),
  }, { data: { "n.json": { n: 3 } } });
  box.write("notebooks/watch/limit.ts", "export const limit = 3;\n");
  await using watch = box.follow("reproduce/main.ts", ["--watch", "--no-check"]);
  let at = await watch.until(READY);
  assert.match(watch.seen, /^ok {5}watch\/data/m);
  assert.match(watch.seen, /✓ Everything holds \(2 ran; /);

  /** Waits for the next run to end; what it printed. */
  const nextRun = async () => {
    const from = at;
    at = await watch.until(READY, { from });
    return watch.seen.slice(from, at);
  };

  await t.step("a cell", async () => {
    box.edit("notebooks/watch/plain.ipynb", "limit < 3", "limit < 4");
    const said = await nextRun();
    assert.match(said, /notebooks\/watch\/plain\.ipynb changed\./);
    assert.match(said, /^same {3}watch\/data {2}nothing changed$/m);
    assert.match(said, /^FAILED watch\/plain {2}code error: Error: low$/m);
  });

  await t.step("a module, saved as editors do: beside it, then renamed", async () => {
    const target = join(box.root, "notebooks/watch/limit.ts");
    await Deno.writeTextFile(`${target}.tmp`, "export const limit = 4;\n");
    await Deno.rename(`${target}.tmp`, target);
    const said = await nextRun();
    assert.match(said, /notebooks\/watch\/limit\.ts changed\./);
    assert.match(said, /^ok {5}watch\/plain/m);
  });

  await t.step("a data file that only the run itself has shown to count", async () => {
    box.addData("n.json", { n: 4 });
    const said = await nextRun();
    assert.match(said, /^FAILED watch\/data {2}code error: Error: n is 4$/m);
    assert.match(said, /^same {3}watch\/plain/m);
  });

  await t.step("half a notebook is refused and waited out", async () => {
    const whole = box.read("notebooks/watch/plain.ipynb");
    box.write("notebooks/watch/plain.ipynb", whole.slice(0, 60));
    assert.match(await nextRun(), /Cannot read "watch\/plain": it is cut short at .*\nTry: /);
    box.write("notebooks/watch/plain.ipynb", whole);
    assert.match(await nextRun(), /^same {3}watch\/plain/m);
  });

  await t.step("Ctrl-C ends it, and leaves no kernel", async () => {
    const { signal } = await watch.end("SIGINT");
    assert.equal(signal, "SIGINT");
    const pids = join(box.root, ".rederive/pids");
    const kernels = await Array.fromAsync(Deno.readDir(pids)).catch(() => []);
    for (const { name } of kernels) {
      const inside = await Array.fromAsync(Deno.readDir(join(pids, name))).catch(() => []);
      assert.deepEqual(inside.filter(({ isDirectory }) => isDirectory), []);
    }
  });
});
