/** A run in parts on several machines, merged, says what one machine would have said. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { RunSummary } from "../../scripts/reproduce/types.ts";
import { claims, notebook, opens } from "./notes.ts";
import { type Ran, Sandbox } from "./sandbox.ts";

const silent = (cells: number) =>
  notebook(...Array.from({ length: cells }, (_, i) => `const a${i} = ${i};`));

const notes = {
  "shards/claim": notebook(opens("shards/claim"), claims("four-is-four"), "let a = 1;"),
  "shards/one": silent(1),
  "shards/throws": notebook("let a = 1;", 'throw new Error("no");', "let b = 2;", "let c = 3;"),
  "shards/two": silent(2),
};

/** A report without what no two runs share: times and memory. */
function lasting({ ms: _, results, ...rest }: RunSummary) {
  return {
    ...rest,
    results: results.map(({ ms: _, peakMemory: __, cells, ...result }) => ({
      ...result,
      cells: cells.map(({ ms: _, ...cell }) => cell),
    })),
  };
}

Deno.test("shards and merge give the report of one run", async (t) => {
  await using box = Sandbox.make(notes);
  const fresh = ["--fresh", "--no-check"];
  await box.reproduce(fresh); // so that no part is the first to run anything
  const whole = await box.reproduce(fresh);
  assert.equal(whole.code, 10);
  const blobs = [1, 2].map((index) => join(box.out, `shard-${index}.jsonl`));
  const parts: Ran[] = [];
  for (const [i, blob] of blobs.entries()) {
    parts.push(await box.reproduce([...fresh, "--shard", `${i + 1}/2`, "--blob", blob]));
  }

  await t.step("every note is in one part, and no part is empty", () => {
    const named = parts.map(({ report }) => report!.results.map(({ note }) => note));
    assert.deepEqual(named.flat().sort(), Object.keys(notes).sort());
    assert.deepEqual(named.map(({ length }) => length), [2, 2]);
    assert.deepEqual(parts.map(({ code }) => code).sort(), [10, 11]);
  });

  await t.step("merged they are one report with one exit code, in any order", async () => {
    for (const files of [blobs, blobs.toReversed()]) {
      const file = join(box.out, "merged.json");
      const ran = await box.run("reproduce/main.ts", ["merge", ...files, "--json", file]);
      assert.equal(ran.code, 10, ran.stderr);
      const merged = JSON.parse(await Deno.readTextFile(file));
      assert.deepEqual(lasting(merged), lasting(whole.report!));
      assert.match(ran.stdout, /✗ 2 of 4 notes failed, exit code 10 \(4 ran; /);
    }
  });

  await t.step("merge writes the other reports too", async () => {
    const [junit, html] = [join(box.out, "junit.xml"), join(box.out, "page.html")];
    await box.run("reproduce/main.ts", ["merge", ...blobs, "--junit", junit, "--html", html]);
    const xml = await Deno.readTextFile(junit);
    for (const note of Object.keys(notes)) assert.ok(xml.includes(`<testsuite name="${note}"`));
    assert.ok((await Deno.readTextFile(html)).includes("shards/throws"));
  });

  await t.step(
    "parts of another checkout are merged by their place in the repository",
    async () => {
      const moved = (await Deno.readTextFile(blobs[0]!)).split("\n")
        .filter((line) => line.includes('"type":"end"'));
      for (const line of moved) {
        assert.match(JSON.parse(line).result.path, /^notebooks\/shards\/\w+\.ipynb$/);
      }
    },
  );

  for (
    const [what, args, message] of [
      [
        "a part that is missing",
        [blobs[0]!],
        /^Cannot merge: shard 2\/2 is missing, wanted all 2$/,
      ],
      [
        "a part given twice",
        [blobs[0]!, blobs[0]!],
        /are both shard 1\/2, wanted each shard once$/,
      ],
      ["what is no part", ["deno.json"], /it is not a blob, wanted a file written by --blob$/],
      ["a file that is not there", ["absent.jsonl"], /^Cannot merge "absent\.jsonl": No such file/],
    ] as const
  ) {
    await t.step(`merge refuses ${what}`, async () => {
      const ran = await box.run("reproduce/main.ts", ["merge", ...args]);
      assert.deepEqual([ran.code, ran.stdout], [2, ""]);
      const [said = "", tryLine = ""] = ran.stderr.split("\n");
      assert.match(said, message);
      assert.match(tryLine, /^Try: /);
    });
  }
});
