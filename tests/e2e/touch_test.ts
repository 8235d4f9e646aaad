/** What a change makes run again: exactly what depends on it, and the reason is said. */
import assert from "node:assert/strict";
import { claims, notebook, opens } from "./notes.ts";
import { makeAccepted } from "./accepted.ts";
import type { Ran, Sandbox } from "./sandbox.ts";

const CLOSE = "mathematics/close";
const RANDOM = "mathematics/random";
const DATA = "languages/data";
const PLAIN = "languages/plain";
const TOLERANCE = "abs: 0.001";

const within = `await judge({
  id: "nearly-one",
  says: "1.0005 is nearly 1",
  at: "line 1",
  conditions: {},
  asStated: () =>
    close(1.0005, 1, {
      tolerance: { ${TOLERANCE}, because: "four digits are given" },
      against: closedForm("1"),
    }),
  control: () =>
    close(2, 1, {
      tolerance: { ${TOLERANCE}, because: "four digits are given" },
      against: closedForm("1"),
    }),
});`;

const notes = {
  [CLOSE]: notebook({ prose: "# Close" }, opens(CLOSE, "close"), within),
  [RANDOM]: notebook(
    `import { stream } from "@rederive/lib/random";\n${opens(RANDOM)}`,
    "console.log(stream(7).uniform() < 1);",
    claims("four"),
  ),
  [DATA]: notebook(
    `import { readJson } from "@rederive/lib/data";
const { n } = await readJson("numbers.json") as { n: number };
console.log("n is", n);`,
  ),
  [PLAIN]: notebook(
    { prose: "Plain." },
    'import { greeting } from "./greeting.ts";\nconsole.log(greeting);',
  ),
};

/** Note → where its result is from. */
function origins({ report }: Ran): Record<string, string> {
  return Object.fromEntries(report!.results.map(({ note, from }) => [note, from]));
}

/** Note → why, of those that ran or were judged again. */
function reasons({ report }: Ran): Record<string, string> {
  const touched = report!.results.filter(({ from }) => from !== "cache");
  return Object.fromEntries(touched.map(({ note, why }) => [note, why]));
}

const UNTOUCHED = { [CLOSE]: "cache", [RANDOM]: "cache", [DATA]: "cache", [PLAIN]: "cache" };

function replacing(from: string, to: string): (text: string) => string {
  return (text) => {
    assert.ok(text.includes(from), `there is a place of ${from}`);
    // the first place; every place of a tolerance, which claim and control share
    return from === TOLERANCE ? text.replaceAll(from, to) : text.replace(from, () => to);
  };
}

/** Edits a file for as long as `work` takes. */
async function whileEdited(
  box: Sandbox,
  path: string,
  edit: (text: string) => string,
  work: () => Promise<void>,
): Promise<void> {
  await box.whileWritten({ [path]: edit(box.read(path)) }, work);
}

/** Runs and expects nothing to have been touched, and nothing to have changed. */
async function expectNothing(box: Sandbox, args: string[] = [], env = {}): Promise<void> {
  const ran = await box.reproduce(args, { env });
  assert.deepEqual({ ...origins(ran), code: ran.code }, { ...UNTOUCHED, code: 0 }, ran.stdout);
}

/** Expects `--why` to name the cause for one note alone, and the run to do just that one. */
async function expectOne(box: Sandbox, note: string, why: string): Promise<Ran> {
  const asked = await box.reproduce(["--why"]);
  assert.equal(asked.code, 0);
  assert.deepEqual(asked.report!.results, []);
  assert.match(asked.stdout, new RegExp(`${note} {2}would run\\n {2}${why}\\n`));
  assert.equal(asked.stdout.match(/would run/g)?.length, 1, asked.stdout);
  const ran = await box.reproduce(["--no-check"]); // which would take most of the time
  assert.deepEqual(origins(ran), { ...UNTOUCHED, [note]: "run" });
  assert.equal(reasons(ran)[note], why);
  return ran;
}

Deno.test("reproduce runs what a change reaches, and nothing else", async (t) => {
  await using box = await makeAccepted(notes, {
    data: { "numbers.json": { n: 3 } },
    files: { "notebooks/languages/greeting.ts": 'export const greeting: string = "hello";\n' },
  });

  await t.step("a second run runs nothing and says why of every note", async () => {
    const ran = await box.reproduce([]);
    assert.equal(ran.code, 0);
    assert.deepEqual(origins(ran), UNTOUCHED);
    for (const { note, why, ms } of ran.report!.results) {
      assert.equal(why, "nothing changed");
      assert.equal(ms, 0);
      assert.match(ran.stdout, new RegExp(`^same {3}${note} {2}nothing changed$`, "m"));
    }
    assert.doesNotMatch(ran.stdout, /^start/m);
    assert.match(ran.stdout, /✓ Everything holds \(4 unchanged; /);
  });

  await t.step("--why says the same and is not a run", async () => {
    const ran = await box.reproduce(["--why"]);
    assert.equal(ran.code, 0);
    for (const note of Object.keys(notes)) {
      assert.match(ran.stdout, new RegExp(`^${note} {2}unchanged\\n {2}nothing changed$`, "m"));
    }
  });

  await t.step("code of lib runs the notes that import it", async () => {
    await whileEdited(
      box,
      "lib/random/uniform.ts",
      (text) => `${text}export const more = 1;\n`,
      async () => {
        const ran = await expectOne(box, RANDOM, "lib/random/uniform.ts changed");
        assert.equal(ran.code, 0);
      },
    );
  });

  await t.step("a module beside a notebook runs that notebook", async () => {
    const path = "notebooks/languages/greeting.ts";
    await whileEdited(box, path, replacing("hello", "good day"), async () => {
      const { code, report } = await expectOne(box, PLAIN, `${path} changed`);
      assert.equal(code, 17);
      const { ending, drifts } = report!.results.find(({ note }) => note === PLAIN)!;
      assert.equal(ending?.kind, "output drift");
      assert.deepEqual([drifts[0]?.want, drifts[0]?.got], ["hello", "good day"]);
    });
  });

  await t.step("a data file runs the notes that read it", async () => {
    box.addData("other.json", { m: 1 });
    await expectNothing(box);
    box.addData("numbers.json", { n: 4 });
    const ran = await expectOne(box, DATA, "data/MANIFEST.json changed, data/numbers.json changed");
    box.addData("numbers.json", { n: 3 });
    assert.equal(ran.code, 17);
    assert.match(ran.stdout, /number 1 was 3, is 4/);
    await expectNothing(box);
  });

  await t.step("a cell runs its note", async () => {
    const edit = replacing("console.log(greeting)", "console.log(greeting.trim())");
    await whileEdited(box, `notebooks/${PLAIN}.ipynb`, edit, async () => {
      const ran = await expectOne(box, PLAIN, "cell 1 changed");
      assert.equal(ran.code, 0);
    });
  });

  for (
    const [what, path, from, to] of [
      ["a comment in a cell", `notebooks/${CLOSE}.ipynb`, "await judge", "// one\\nawait judge"],
      ["the layout of a cell", `notebooks/${CLOSE}.ipynb`, "conditions: {}", "conditions: {  }"],
      ["prose", `notebooks/${CLOSE}.ipynb`, "# Close", "# How close"],
      ["a comment in lib", "lib/claim/judge.ts", "export ", "// one\nexport "],
      ["the layout of lib", "lib/random/uniform.ts", "key: Key,\n", "key: Key, // of it\n\n"],
      ["a comment in a shader", "lib/random/fill.wgsl", "//", "// one\n//"],
      ["a task in deno.json", "deno.json", '"tasks": {', '"tasks": {\n    "other": "echo other",'],
      ["what no note imports", "lib/geometry/mod.ts", "export ", "export const more = 1;\nexport "],
    ] as const
  ) {
    await t.step(`${what} runs nothing`, async () => {
      await whileEdited(box, path, replacing(from, to), () => expectNothing(box));
    });
  }

  await t.step("the environment counts where it decides numbers", async () => {
    await expectNothing(box, [], { UNRELATED: "1", HTTP_PROXY: "nowhere" });
    const env = { GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1" };
    const asked = await box.reproduce(["--why"], { env });
    assert.equal(asked.stdout.match(/would run/g)?.length, 4, asked.stdout);
    assert.match(asked.stdout, /GALLIUM_OVERRIDE_CPU_CAPS set to sse4\.1/);
    await expectNothing(box);
  });

  await t.step("a tighter tolerance that fails is judged without running", async () => {
    await whileEdited(
      box,
      `notebooks/${CLOSE}.ipynb`,
      replacing(TOLERANCE, "abs: 0.0001"),
      async () => {
        const ran = await box.reproduce([]);
        assert.equal(ran.code, 10);
        assert.deepEqual(origins(ran), { ...UNTOUCHED, [CLOSE]: "re-judged" });
        assert.equal(reasons(ran)[CLOSE], "a tolerance in cell 2 changed");
        const { ending } = ran.report!.results.find(({ note }) => note === CLOSE)!;
        assert.deepEqual([ending?.kind, ending?.cell, ending?.claim], ["claim", 2, "nearly-one"]);
        assert.doesNotMatch(ran.stdout, /^start/m);
      },
    );
    assert.equal((await box.reproduce([])).code, 0);
    await expectNothing(box);
  });

  await t.step("a looser tolerance waits for a person, without running", async () => {
    const path = `notebooks/${CLOSE}.ipynb`;
    box.write(path, box.read(path).replaceAll(TOLERANCE, "abs: 0.01"));
    const changed = await box.reproduce([]);
    assert.equal(changed.code, 10);
    assert.deepEqual(origins(changed), { ...UNTOUCHED, [CLOSE]: "re-judged" });
    assert.match(changed.stdout, /Claim "nearly-one" changed: still confirmed/);
    const because = "check-was-wrong: the second rounding was not counted";
    const accepted = await box.run("accept.ts", [CLOSE, "--because", because]);
    assert.equal(accepted.code, 0, accepted.stderr);
    const again = await box.reproduce([]);
    assert.deepEqual([again.code, origins(again)[CLOSE]], [0, "re-judged"]);
    await expectNothing(box);
  });
});
