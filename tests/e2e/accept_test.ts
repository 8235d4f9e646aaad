/** From a new note to an accepted one, and what it takes to change a verdict after that. */
import assert from "node:assert/strict";
import { claims, notebook, opens } from "./notes.ts";
import { type Ran, Sandbox } from "./sandbox.ts";

const NOTE = "mathematics/four";
const FILE = `notebooks/${NOTE}.ipynb`;
const BECAUSE = ["--because", "new-note: the first version of it"];

/** As an author would: the claim does not hold as stated, and what is right instead does. */
const CORRECTED = claims("four-is-four", {
  got: "2 + 1",
  more:
    'instead: { says: "two and two", check: () => equal(2 + 2, 4, { against: closedForm("4") }) },',
}).replace('says: "2 + 1 is 4"', 'says: "4 is 4"');

interface Pending {
  box: Sandbox;
  accept(args: string[], env?: Record<string, string>): Promise<Ran>;
}

/** Expects a command to be refused with this line, and nothing to change. */
async function refused({ box }: Pending, work: Promise<Ran>, message: RegExp, fix: RegExp) {
  const before = box.hashes();
  const ran = await work;
  assert.deepEqual([ran.code, ran.stdout], [2, ""], ran.stderr);
  const [said = "", tryLine = ""] = ran.stderr.split("\n");
  assert.match(said, message);
  assert.match(tryLine, fix);
  assert.deepEqual(box.hashes(), before);
}

Deno.test("a note is run, reviewed and accepted, and stays so until a person says otherwise", async (t) => {
  await using box = Sandbox.make({
    [NOTE]: notebook(opens(NOTE), 'console.log("two and two");', claims("four-is-four")),
  });
  const verdicts = () => JSON.parse(box.read("data/verdicts.json"));
  const accept = (args: string[], env = {}) => box.run("accept.ts", args, { env });
  const review = () => box.run("review.ts", []);
  const at = { box, accept };
  const run = async () => {
    const ran = await box.reproduce([NOTE, "--no-check"]);
    return { ...ran, ending: ran.report!.results[0]!.ending };
  };

  await t.step("nothing waits before a run", async () => {
    const ran = await review();
    assert.deepEqual([ran.code, ran.stdout], [0, "Nothing waits for review.\n"]);
    await refused(
      at,
      accept([NOTE, ...BECAUSE]),
      /^Cannot find "mathematics\/four" among what waits/,
      /^Try: deno task reproduce mathematics\/four$/,
    );
  });

  await t.step("a new note fails with the two commands to type", async () => {
    const before = box.hashes();
    const { code, ending, stdout } = await run();
    assert.equal(code, 10, stdout);
    assert.equal(ending?.message, 'Claim "four-is-four" is new: confirmed, not accepted yet');
    assert.equal(
      ending.try,
      `deno task review ${NOTE}, then deno task accept ${NOTE} --because "class: …"`,
    );
    assert.match(stdout, /Try: deno task review mathematics\/four, then deno task accept/);
    assert.deepEqual(box.hashes(), before);
  });

  await t.step("review shows the claim with its evidence, and changes nothing", async () => {
    const before = box.hashes();
    const { code, stdout } = await review();
    assert.equal(code, 0);
    for (
      const words of [
        /^mathematics\/four {2}ran in native, /,
        /✓ four-is-four: new, confirmed/,
        /The note says \(line 1\): 4 is 4/,
        /as stated: holds: got 4, want 4, against closed form: 4/,
        /control: fails: got 5, want 4/,
        /the notebook stores none yet: all are new/,
        /deno task accept mathematics\/four --because "class: reason"/,
      ]
    ) assert.match(stdout, words);
    assert.deepEqual(box.hashes(), before);
  });

  for (
    const [what, args, env, message, fix] of [
      [
        "without a reason",
        [NOTE],
        {},
        /no reason is given, wanted --because/,
        /--because "class: reason"/,
      ],
      [
        "with no class",
        [NOTE, "--because", "I like it"],
        {},
        /"I like it" is not "class: reason"/,
        /--because "/,
      ],
      [
        "with a bad class",
        [NOTE, "--because", "because: it is so indeed"],
        {},
        /"because" is no class, wanted new-note, /,
        /--because "check-was-wrong: /,
      ],
      [
        "with a short reason",
        [NOTE, "--because", "new-note: ok"],
        {},
        /"ok" says too little, wanted a sentence/,
        /--because "new-note: /,
      ],
      ["without a note", BECAUSE, {}, /no note is named/, /deno task review/],
      [
        "for a note there is not",
        ["mathematics/five", ...BECAUSE],
        {},
        /Cannot find note "mathematics\/five"/,
        /mathematics\/four/,
      ],
      [
        "with an unknown option",
        [NOTE, "--becuse", "x"],
        {},
        /there is no option --becuse/,
        /--because/,
      ],
      [
        "in CI",
        [NOTE, ...BECAUSE],
        { CI: "1" },
        /this is CI \(CI=1\), wanted a person/,
        /on your machine, then commit/,
      ],
    ] as const
  ) {
    await t.step(`accept ${what} is refused`, async () => {
      await refused(at, accept([...args], env), message, fix);
    });
  }

  await t.step("accept keeps outputs, verdict and reason, and says so", async () => {
    const ran = await accept([NOTE, ...BECAUSE]);
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(ran.stdout, /^Accepted mathematics\/four: notebooks\/mathematics\/four\.ipynb\n/);
    assert.match(ran.stdout, /four-is-four: new → confirmed/);
    assert.equal(verdicts()[NOTE]["four-is-four"].is, "confirmed");
    assert.deepEqual(JSON.parse(box.read("data/acceptances.jsonl")), {
      note: NOTE,
      because: "new-note: the first version of it",
      claims: { "four-is-four": "new → confirmed" },
    });
    const { cells, metadata } = JSON.parse(box.read(FILE));
    assert.deepEqual(cells[1].outputs[0].text, ["two and two\n"]);
    assert.equal(cells[2].execution_count, 3);
    assert.deepEqual(metadata.rederive, { deno: Deno.version.deno, worlds: ["native"] });
  });

  await t.step("then a run is green, and nothing waits", async () => {
    const before = box.hashes();
    assert.equal((await run()).code, 0);
    const fresh = await box.reproduce([NOTE, "--fresh", "--no-check"]);
    assert.equal(fresh.code, 0, fresh.stdout);
    assert.equal((await review()).stdout, "Nothing waits for review.\n");
    assert.deepEqual(box.hashes(), before);
  });

  await t.step("a flipped verdict fails every run until it is accepted", async () => {
    const { cells, ...rest } = JSON.parse(box.read(FILE));
    cells[2].source = CORRECTED;
    box.write(FILE, { ...rest, cells });
    for (let i = 0; i < 2; i++) {
      const { code, ending } = await run();
      assert.equal(code, 10);
      assert.match(
        ending!.message,
        /^Claim "four-is-four" flipped: accepted as confirmed, now corrected/,
      );
      assert.deepEqual([ending?.cell, ending?.claim], [3, "four-is-four"]);
    }
    assert.match((await review()).stdout, /✎ four-is-four: accepted as confirmed, now corrected/);
    assert.equal(verdicts()[NOTE]["four-is-four"].is, "confirmed");
  });

  await t.step("accept is refused when the code changed since the run", async () => {
    const before = box.read(FILE);
    box.edit(FILE, 'two and two\\")', 'two and three\\")');
    assert.match((await review()).stdout, /Its code changed since it ran; run it again/);
    await refused(
      at,
      accept([NOTE, "--because", "source-changed: the note now adds two and one"]),
      /^Cannot accept "mathematics\/four": its code changed since it ran, wanted the code that ran$/,
      /^Try: deno task reproduce mathematics\/four, then review again$/,
    );
    box.write(FILE, before);
  });

  await t.step("an accepted flip is in the history, and green", async () => {
    const because = "source-changed: the note now adds two and one";
    assert.equal((await accept([NOTE, "--because", because])).code, 0);
    assert.equal(verdicts()[NOTE]["four-is-four"].is, "corrected");
    const last = box.read("data/acceptances.jsonl").trimEnd().split("\n").at(-1)!;
    assert.deepEqual(JSON.parse(last), {
      note: NOTE,
      because,
      claims: { "four-is-four": "confirmed → corrected" },
    });
    assert.equal((await run()).code, 0);
  });

  await t.step("a claim that is gone fails until that is accepted", async () => {
    const { cells, ...rest } = JSON.parse(box.read(FILE));
    box.write(FILE, { ...rest, cells: cells.slice(0, 2) });
    const { code, ending } = await run();
    assert.equal(code, 10);
    assert.match(ending!.message, /^Claim "four-is-four" is missing: accepted as corrected/);
    const because = "check-was-wrong: it said nothing about the note";
    assert.equal((await accept([NOTE, "--because", because])).code, 0);
    assert.deepEqual(verdicts(), {});
    assert.equal((await run()).code, 0);
  });
});

Deno.test("a run that did not come to its end leaves nothing to accept", async () => {
  await using box = Sandbox.make({
    [NOTE]: notebook(opens(NOTE), claims("four-is-four"), 'throw new Error("unfinished");'),
  });
  const ran = await box.reproduce([NOTE, "--no-check"]);
  assert.equal(ran.code, 11);
  const accepted = await box.run("accept.ts", [NOTE, ...BECAUSE]);
  assert.equal(accepted.code, 2);
  assert.match(accepted.stderr, /^Cannot find .* its last run did not end well\nTry: /);
});
