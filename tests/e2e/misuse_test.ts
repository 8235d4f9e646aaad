/** What a note may not do: each is the author's to fix, exit code 2, and changes nothing. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { claims, notebook, opens } from "./notes.ts";
import { Sandbox } from "./sandbox.ts";

interface Misused {
  /** Cells; the first opens the note. */
  cells: string[];
  /** The cell that is at fault. */
  cell: number;
  message: RegExp;
  fix: RegExp;
  claim?: string;
}

const holds = 'check: () => equal(4, 4, { against: closedForm("4") })';
const both = `when: { condition: "on Mondays", ${holds} }, instead: { says: "four", ${holds} },`;
const cannot = 'Cannot judge claim "a-claim": ';

/** Seen when the cells run: the checks before a run are left out. */
const atRun: Record<string, Misused> = {
  "a claim id used twice": {
    cells: [claims("a-claim"), claims("a-claim", { got: "2 + 2" })],
    cell: 3,
    message: new RegExp(`^${cannot}the id is used twice in "misuse`),
    fix: /./,
    claim: "a-claim",
  },
  "a control that passes": {
    cells: [claims("a-claim", { control: "2 + 2" })],
    cell: 2,
    message: new RegExp(`^${cannot}its control passes`),
    fix: /break/,
    claim: "a-claim",
  },
  "a control that throws": {
    cells: [
      `const broken = (): number => {
  throw new Error("oops");
};
${claims("a-claim", { control: "broken()" })}`,
    ],
    cell: 2,
    message: new RegExp(`^${cannot}its control throws \\(Error: oops\\)`),
    fix: /finite/,
    claim: "a-claim",
  },
  "a control that is not a number": {
    cells: [claims("a-claim", { control: "NaN" })],
    cell: 2,
    message: new RegExp(`^${cannot}its control`),
    fix: /./,
    claim: "a-claim",
  },
  "an amendment on a claim that holds": {
    cells: [claims("a-claim", { more: `when: { condition: "on Mondays", ${holds} },` })],
    cell: 2,
    message: new RegExp(`^${cannot}it holds as stated`),
    fix: /remove/,
    claim: "a-claim",
  },
  "two amendments": {
    cells: [claims("a-claim", { got: "3", more: both })],
    cell: 2,
    message: new RegExp(`^${cannot}`),
    fix: /./,
    claim: "a-claim",
  },
  "a verdict passed by hand": {
    cells: [claims("a-claim", { more: 'verdict: "confirmed",' })],
    cell: 2,
    message: new RegExp(`^${cannot}.*"?verdict"?`),
    fix: /./,
    claim: "a-claim",
  },
  "a bare boolean for evidence": {
    cells: [claims("a-claim").replace(/asStated: .*/, "asStated: () => true as never,")],
    cell: 2,
    message: new RegExp(`^${cannot}asStated`),
    fix: /./,
    claim: "a-claim",
  },
  "an ordinal for an id": {
    cells: [claims("claim-1")],
    cell: 2,
    message: /^Cannot judge claim "claim-1": /,
    fix: /words/,
    claim: "claim-1",
  },
  "a record displayed by hand": {
    cells: [
      `const record = { schema: 1, note: "misuse/a-record-displayed-by-hand", id: "a-claim" };
await Deno.jupyter.broadcast("display_data", {
  data: { "application/vnd.rederive.claim+json": { ...record, verdict: "confirmed" } },
  metadata: {},
  transient: {},
});`,
    ],
    cell: 2,
    message: /^Cannot accept the record of claim "a-claim": /,
    fix: /^display claims by judge\(\) and outOfScope\(\) alone/,
    claim: "a-claim",
  },
  "a line of 50 MB": {
    cells: ['console.log("x".repeat(50e6));'],
    cell: 2,
    message: /^The cell put out 50 MB in \d lines?, more than it may$/,
    fix: /--max-output/,
  },
  "50 MB in many lines": {
    cells: ['for (let i = 0; i < 5e5; i++) console.log("x".repeat(99));'],
    cell: 2,
    message: /^The cell put out 50 MB in 500000 lines, more than it may$/,
    fix: /--max-output/,
  },
  "an output of 50 MB": {
    cells: ['({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "x".repeat(50e6) }) });'],
    cell: 2,
    message: /^The cell put out 50 MB in \d lines?, more than it may$/,
    fix: /--max-output/,
  },
  "a notebook that deletes itself": {
    cells: ['await Deno.remove("a-notebook-that-deletes-itself.ipynb");'],
    cell: 2,
    message:
      /^NotCapable: a note runs without write access to ".*a-notebook-that-deletes-itself\.ipynb"$/,
    fix: /--allow write$/,
  },
  "a notebook that rewrites itself": {
    cells: ['await Deno.writeTextFile("a-notebook-that-rewrites-itself.ipynb", "{}");'],
    cell: 2,
    message: /^NotCapable: a note runs without write access/,
    fix: /--allow write$/,
  },
};

/** Seen before anything runs. */
const beforeRun: Record<string, Misused> = {
  "the same id in two calls": {
    cells: [claims("a-claim"), claims("a-claim", { got: "2 + 2" })],
    cell: 3,
    message:
      /^Cannot run the cells: claim-id-twice: the claim id "a-claim" is used before, in cell 2/,
    fix: /^give this claim an id of its own$/,
  },
  "a typed verdict": {
    cells: [claims("a-claim", { more: 'verdict: "confirmed",' })],
    cell: 2,
    message: /^Cannot run the cells: claim-verdict: a verdict is derived from the evidence/,
    fix: /^remove it; asStated, when, instead and control decide$/,
  },
};

function idOf(name: string): string {
  return `misuse/${name.replaceAll(" ", "-").toLowerCase()}`;
}

function notesOf(cases: Record<string, Misused>) {
  return Object.fromEntries(
    Object.entries(cases).map(([name, { cells }]) => [
      idOf(name),
      notebook(opens(idOf(name)), ...cells, 'console.log("after");'),
    ]),
  );
}

Deno.test("what a note may not do ends it as bad input, with the cell and what to try", async (t) => {
  await using box = Sandbox.make({ ...notesOf(atRun), ...notesOf(beforeRun) });
  const before = box.hashes();

  for (const [cases, flags] of [[atRun, ["--no-check"]], [beforeRun, []]] as const) {
    const ran = await box.reproduce([...Object.keys(cases).map(idOf), ...flags]);
    assert.equal(ran.code, 2, ran.stdout);
    assert.deepEqual(box.hashes(), before);
    for (const [name, { cell, message, fix, claim }] of Object.entries(cases)) {
      await t.step(name, () => {
        const { ending, cells } = ran.report!.results.find(({ note }) => note === idOf(name))!;
        assert.equal(ending?.kind, "bad input", JSON.stringify(ending));
        assert.match(ending.message, message);
        assert.doesNotMatch(ending.message, /\n/);
        assert.equal(ending.cell, cell);
        if (claim) assert.equal(ending.claim, claim);
        assert.match(ending.try ?? "", fix);
        if (flags.length === 0) assert.deepEqual(cells, []);
        assert.match(ran.stdout, new RegExp(`^FAILED ${idOf(name)}  bad input: `, "m"));
        assert.match(ran.stdout, new RegExp(`notebooks/${idOf(name)}\\.ipynb, cell ${cell}\\b`));
      });
    }
  }

  await t.step("nothing of it waits for review", async () => {
    await assert.rejects(Deno.stat(join(box.root, ".rederive/pending")), Deno.errors.NotFound);
  });
});

Deno.test("a notebook that may write is put back when it deletes or rewrites itself", async (t) => {
  const rest = 'console.log("still here");';
  await using box = Sandbox.make({
    "misuse/deletes": notebook('await Deno.remove("deletes.ipynb");', rest),
    "misuse/rewrites": notebook('await Deno.writeTextFile("rewrites.ipynb", "{}");', rest),
  });
  const before = box.hashes();
  const ran = await box.reproduce(["--no-check", "--allow", "write"]);
  assert.equal(ran.code, 2, ran.stdout);
  assert.deepEqual(box.hashes(), before);
  for (
    const [note, message] of [
      ["misuse/deletes", "its file was deleted while it ran, it was put back"],
      [
        "misuse/rewrites",
        "its file changed while it ran, it was put back; " +
        "what it became is .rederive/replaced/misuse/rewrites.ipynb",
      ],
    ] as const
  ) {
    await t.step(note, () => {
      const { ending } = ran.report!.results.find((result) => result.note === note)!;
      assert.equal(ending?.kind, "bad input");
      assert.equal(ending.message, `Cannot reproduce "${note}": ${message}`);
      assert.equal(ending.try, "let no cell change its own notebook, or run without --allow");
    });
  }
  assert.equal(box.read(".rederive/replaced/misuse/rewrites.ipynb"), "{}");
});
