/** Every way a note can end: its name, its cell, its exit code, and what it had put out before. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type EndingKind, EXIT } from "../../scripts/reproduce/types.ts";
import { claims, notebook, opens } from "./notes.ts";
import { Sandbox } from "./sandbox.ts";

const FIRST = 'console.log("before");';
const LAST = 'console.log("after");';
/** Timers are what the checks refuse, so these notes run without being checked. */
const PAUSE = "await new Promise((resolve) => setTimeout(resolve, 700));";

interface Ends {
  kind: EndingKind;
  /** Of the documentation, typed again: nobody may renumber them unnoticed. */
  code: number;
  /** The cell that ends the note. */
  cell: number;
  source: string;
  args?: string[];
  message: RegExp;
  /** What the cell that ended had put out. */
  kept?: RegExp;
}

const endings: Record<string, Ends> = {
  claim: {
    kind: "claim",
    code: 10,
    cell: 2,
    source: `${opens("endings/claim")}\n${claims("three-is-four", { got: "3" })}`,
    message: /^Cannot judge claim "three-is-four": /,
    kept: /"application\/vnd\.rederive\.claim\+json".*"failure".*"ename": ?"ClaimError"/s,
  },
  throws: {
    kind: "code error",
    code: 11,
    cell: 2,
    source: 'console.log("half");\nthrow new TypeError("no such thing");',
    message: /^TypeError: no such thing$/,
    kept: /half.*"ename": ?"TypeError"/s,
  },
  "cell-timeout": {
    kind: "cell timeout",
    code: 12,
    cell: 2,
    source: 'console.log("half");\nawait new Promise((resolve) => setTimeout(resolve, 60_000));',
    args: ["--cell-timeout", "600ms"],
    message: /^The cell still ran after 0\.6 s, its budget$/,
    kept: /half/,
  },
  "notebook-timeout": {
    kind: "notebook timeout",
    code: 13,
    cell: 2,
    source: `console.log("half");\n${PAUSE}\n${PAUSE}`,
    args: ["--notebook-timeout", "900ms"],
    message: /^The note still ran after 0\.9 s, its budget$/,
    kept: /half/,
  },
  exits: {
    kind: "kernel exit",
    code: 14,
    cell: 2,
    source: 'console.log("half");\nDeno.exit(3);',
    message: /^The kernel exited with code 3$/,
    kept: /half/,
  },
  memory: {
    kind: "out of memory",
    code: 15,
    cell: 2,
    source: `console.log("half");\nconst big = new Uint8Array(8e8).fill(1);\n${PAUSE}\nbig.length;`,
    args: ["--max-memory", "600MB"],
    message: /^The kernel held \d+(\.\d+)? (MB|GB), it may hold 600 MB$/,
    kept: /half/,
  },
  drift: {
    kind: "output drift",
    code: 17,
    cell: 2,
    source: 'console.log("n is", 4);',
    message: /^An output drifted: output 1, stdout line 1, number 1 was 3, is 4$/,
    kept: /n is 4/,
  },
};

const notes = Object.fromEntries(
  Object.entries(endings).map(([name, { source }]) => [
    `endings/${name}`,
    name === "drift"
      ? notebook({ source: FIRST, printed: "before\n" }, { source, printed: "n is 3\n" })
      : notebook(FIRST, source, LAST),
  ]),
);

Deno.test("every ending has its name, cell and exit code, and keeps what came before", async (t) => {
  await using box = Sandbox.make(notes);
  const before = box.hashes();

  for (const [name, { kind, code, cell, message, kept, args = [] }] of Object.entries(endings)) {
    await t.step(`${kind}: exit code ${code}`, async () => {
      const note = `endings/${name}`;
      const ran = await box.reproduce([note, "--no-check", "--out", box.out, ...args]);
      const { ending, cells } = ran.report!.results[0]!;
      assert.deepEqual([ending?.kind, ending?.cell, ran.code], [kind, cell, code], ran.stdout);
      assert.equal(EXIT[kind], code);
      assert.match(ending!.message, message);
      const after = kind === "output drift" ? ["ok", "ok"] : ["ok", "error", "not run"];
      assert.deepEqual(cells.map(({ status }) => status), after);
      assert.match(ran.stdout, new RegExp(`^FAILED ${note} {2}${kind}: `, "m"));
      assert.match(ran.stdout, new RegExp(`${note} {2}${kind} \\(exit code ${code}\\)`));
      assert.match(ran.stdout, new RegExp(`notebooks/${note}\\.ipynb, cell ${cell}`));

      const written = JSON.parse(await Deno.readTextFile(join(box.out, `${note}.ipynb`)));
      const outputs = written.cells.map((one: { outputs: unknown[] }) => one.outputs);
      assert.match(JSON.stringify(outputs[0]), /before/);
      assert.match(JSON.stringify(outputs[1]), kept!);
      assert.deepEqual(outputs.slice(2), kind === "output drift" ? [] : [[]]);
    });
  }

  await t.step("infrastructure: exit code 16, after a second try", async () => {
    // no kernel starts where the configuration is not JSON
    box.write("notebooks/endings/deno.json", "{");
    const ran = await box.reproduce(["endings/throws", "--no-check"]);
    await Deno.remove(join(box.root, "notebooks/endings/deno.json"));
    const { ending, retried, cells } = ran.report!.results[0]!;
    assert.deepEqual([ending?.kind, ran.code, retried], ["infrastructure", 16, true], ran.stdout);
    assert.match(ending!.message, /^Cannot start a kernel: process \d+ exited with 1, it said /);
    assert.deepEqual(cells.map(({ status }) => status), ["not run", "not run", "not run"]);
    assert.match(ran.stdout, /^start {2}endings\/throws {2}3 cells, try 2$/m);
    assert.match(ran.stdout, /This was the second try/);
  });

  await t.step("of two notes that end differently, the smaller code counts", async () => {
    const codes = async (...names: string[]) =>
      (await box.reproduce([...names.map((name) => `endings/${name}`), "--no-check"])).code;
    assert.equal(await codes("throws", "claim"), 10);
    assert.equal(await codes("drift", "throws"), 11);
  });

  await t.step("what would come again is not run again, what may not is", async () => {
    const { stdout, code } = await box.reproduce(["--why"]);
    assert.equal(code, 0);
    for (const [name, { kind }] of Object.entries(endings)) {
      const isKept = ["claim", "code error", "output drift"].includes(kind);
      const why = isKept
        ? "unchanged\\n  nothing changed"
        : `would run\\n  ended by ${kind} last time`;
      assert.match(stdout, new RegExp(`^endings/${name}  ${why}$`, "m"));
    }
  });

  assert.deepEqual(box.hashes(), before);
});
