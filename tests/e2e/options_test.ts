/** What a run can be told, as a person tells it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { claims, notebook, opens } from "./notes.ts";
import { type Ran, Sandbox } from "./sandbox.ts";

/** Writes a file and waits for that of another note: two such notes end well beside each other alone. */
function meeting(own: string, other: string): string {
  return `await Deno.writeTextFile("${own}.met", "");
while (await Deno.stat("${other}.met").then(() => false, () => true)) {
  await new Promise((resolve) => setTimeout(resolve, 10));
}`;
}

/** Lines that say when a note starts and ends, in their order: `start a`, `ok b`. */
function course({ stdout }: Ran): string[] {
  return stdout.split("\n").flatMap((line) => {
    const [, word, note] = /^(start|ok|same|FAILED) +options\/(\w+)/.exec(line) ?? [];
    return word ? [`${word} ${note}`] : [];
  });
}

Deno.test("options decide what runs, and how", async (t) => {
  await using box = Sandbox.make({
    "options/bad": notebook('throw new Error("bad");', "let a = 1;", "let b = 2;", "let c = 3;"),
    "options/good": notebook("let a = 1;"),
    "options/quick": notebook("let a = 1;"),
    "pair/one": notebook(meeting("one", "two")),
    "pair/two": notebook(meeting("two", "one")),
  });
  const reproduce = (...args: string[]) => box.reproduce([...args, "--no-check"]);

  await t.step("--help says everything and starts nothing", async () => {
    for (const flag of ["--help", "-h"]) {
      const ran = await box.run("reproduce/main.ts", [flag, "--fresh"]);
      assert.deepEqual([ran.code, ran.stderr], [0, ""]);
      assert.match(ran.stdout, /^Re-execute notes and judge their claims\.\n\nUsage: deno task/);
      assert.match(ran.stdout, /\n {2}17 {2}an output is no longer what the notebook shows\n/);
    }
    await assert.rejects(Deno.stat(join(box.root, ".rederive/cache")), Deno.errors.NotFound);
  });

  await t.step("--fail-fast starts nothing after the first that fails", async () => {
    const ran = await reproduce("options", "--fail-fast", "--jobs", "1");
    assert.equal(ran.code, 11);
    assert.deepEqual(course(ran), ["start bad", "FAILED bad"]);
    assert.deepEqual(ran.report!.results.map(({ note }) => note), ["options/bad"]);
  });

  await t.step("--only-failed runs what failed last time", async () => {
    assert.equal((await reproduce("options")).code, 11);
    const ran = await reproduce("options", "--only-failed", "--fresh");
    assert.deepEqual(course(ran), ["start bad", "FAILED bad"]);
    box.edit("notebooks/options/bad.ipynb", "throw new Error", "const all = String");
    assert.equal((await reproduce("options", "--only-failed")).code, 0);
    const none = await reproduce("options", "--only-failed");
    assert.deepEqual([none.code, none.report!.results], [0, []]);
  });

  await t.step("--jobs 2 runs two beside each other, --jobs 1 one after the other", async () => {
    const two = await reproduce("pair", "--jobs", "2", "--allow", "write");
    assert.equal(two.code, 0, two.stdout);
    assert.match(two.stdout, /^plan {3}2 to run, 0 unchanged, 2 lanes$/m);
    for (const name of ["one", "two"]) {
      await Deno.remove(join(box.root, `notebooks/pair/${name}.met`));
    }
    const alone = ["--jobs", "1", "--cell-timeout", "1s", "--fresh", "--allow", "write"];
    const one = await reproduce("pair", ...alone);
    assert.equal(one.code, 12, one.stdout);
    assert.match(one.stdout, /^plan {3}2 to run, 0 unchanged, 1 lane$/m);
    // the second finds what the first has left
    assert.deepEqual(one.report!.results.map(({ ending }) => ending?.kind ?? "well").sort(), [
      "cell timeout",
      "well",
    ]);
  });

  await t.step(
    "notes are named by id, part of it, shelf, pattern and path, or left out",
    async () => {
      const named = async (...words: string[]) => {
        const { code, stdout } = await box.run("reproduce/main.ts", [...words, "--why"]);
        assert.equal(code, 0);
        return Array.from(stdout.matchAll(/^options\/(\w+) /gm), ([, note]) => note).sort();
      };
      assert.deepEqual(await named("options/good", "quick"), ["good", "quick"]);
      assert.deepEqual(await named("options", "!bad"), ["good", "quick"]);
      assert.deepEqual(await named("*/*d"), ["bad", "good"]);
      assert.deepEqual(await named("notebooks/options/bad.ipynb"), ["bad"]);
    },
  );
});

Deno.test("a notebook from anywhere runs from anywhere, its outputs where the command was typed", async (t) => {
  await using box = Sandbox.make({ "options/note": notebook('console.log("a note");') });
  const draft = join(box.out, "a draft.ipynb");
  const cells = [
    'import { n } from "./beside.ts";\nconsole.log("n is", n);',
    claims("four-is-four"),
  ];
  const source = notebook(opens("drafts/of-mine"), ...cells);
  await Deno.writeTextFile(draft, JSON.stringify(source));
  await Deno.writeTextFile(join(box.out, "beside.ts"), "export const n = 3;\n");
  // a draft outside of the repository finds lib by a map of its own
  const lib = `file://${encodeURI(box.root)}/lib`;
  await Deno.writeTextFile(
    join(box.out, "deno.json"),
    JSON.stringify({ imports: { "@rederive/lib/claim": `${lib}/claim/mod.ts` } }),
  );

  await t.step("deno task reproduce takes paths from where it is typed", async () => {
    const ran = await box.task(
      ["reproduce", "../../../out/a draft.ipynb", "note.ipynb", "--no-check", "--out", "run"],
      "notebooks/options",
    );
    assert.equal(ran.code, 17, ran.stdout + ran.stderr);
    assert.match(
      ran.stdout,
      /^FAILED options\/note {2}output drift: The notebook holds no outputs/m,
    );
    assert.match(ran.stdout, /^ok {5}\.\.\/\.\.\/\.\.\/out\/a draft\.ipynb {2}1 confirmed/m);
    const text = await Deno.readTextFile(
      join(box.root, "notebooks/options/run/out/a draft.ipynb"),
    );
    assert.deepEqual(JSON.parse(text).cells[1].outputs[0].text, ["n is 3\n"]);
    await Deno.stat(join(box.root, "notebooks/options/run/options/note.ipynb"));
    await Deno.remove(join(box.root, "notebooks/options/run"), { recursive: true });
  });

  await t.step(
    "its own outputs are compared when it has some, and never its verdicts",
    async () => {
      const again = await box.reproduce([draft, "--no-check"]);
      assert.deepEqual([again.code, again.report!.results[0]!.from], [0, "run"]);
      assert.equal((await box.reproduce([draft])).report!.results[0]!.from, "cache");
      const stored = notebook(opens("drafts/of-mine"), { source: cells[0]!, printed: "n is 2\n" });
      await Deno.writeTextFile(draft, JSON.stringify(stored));
      const drifted = await box.reproduce([draft, "--no-check"]);
      assert.equal(drifted.code, 17, drifted.stdout);
      assert.match(drifted.stdout, /number 1 was 2, is 3/);
    },
  );
});
