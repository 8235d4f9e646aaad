import assert from "node:assert/strict";
import { ClaimError, type ClaimRecord } from "@rederive/lib/claim";
import { judge } from "../../../scripts/reproduce/judge/judge.ts";
import type { Ending } from "../../../scripts/reproduce/types.ts";
import {
  accepted,
  cellRun,
  execution,
  measure,
  NOTE,
  notebook,
  outOfScope,
  printed,
  record,
  shown,
  signed,
} from "./samples.ts";

const A = record("first-claim");
const B = outOfScope("second-claim");

/** Judges a note whose stored outputs are those of its run. */
function judgeRecords(records: ClaimRecord[], acceptedRecords: ClaimRecord[] | null = records) {
  const outputs = records.map(shown);
  return judge(notebook([{ outputs }]), execution([cellRun(1, ...outputs)]), {
    accepted: acceptedRecords && accepted(...acceptedRecords),
  });
}

Deno.test("judge() finds nothing to say about a note that is as accepted", async () => {
  const { claims, drifts, ending } = await judgeRecords([A, B]);
  assert.equal(ending, null);
  assert.deepEqual(drifts, []);
  assert.deepEqual(claims.map(({ id, cell, state }) => [id, cell, state]), [
    ["first-claim", 1, "same"],
    ["second-claim", 1, "same"],
  ]);
});

const STATES: [name: string, run: () => Promise<{ ending: Ending | null }>, message: string][] = [
  [
    "a new claim",
    () => judgeRecords([A, B], [B]),
    'Claim "first-claim" is new: confirmed, not accepted yet',
  ],
  [
    "a missing claim",
    () => judgeRecords([B], [A, B]),
    'Claim "first-claim" is missing: accepted as confirmed, no longer claimed',
  ],
  [
    "a flipped claim",
    () => judgeRecords([A], [{ ...A, verdict: "refined" }]),
    'Claim "first-claim" flipped: accepted as refined, now confirmed',
  ],
  [
    "a changed claim",
    () => judgeRecords([A], [record("first-claim", { says: "It is almost one." })]),
    'Claim "first-claim" changed: still confirmed, on other evidence or text than accepted',
  ],
  [
    "several, the worst first",
    () => judgeRecords([A, B], [{ ...A, verdict: "corrected" }, record("third-claim")]),
    'Claim "first-claim" flipped: accepted as corrected, now confirmed, and 2 more differ',
  ],
];

for (const [name, run, message] of STATES) {
  Deno.test(`judge() ends by claim for ${name}`, async () => {
    const { ending } = await run();
    assert.equal(ending?.kind, "claim");
    assert.equal(ending.message, message);
    assert.equal(ending.claim, "first-claim");
    assert.match(ending.try ?? "", /deno task accept shelf\/note --because/);
  });
}

const { asStated: _, control: __, ...rest } = A;
const bare = signed(rest);

const LIES: [name: string, lying: ClaimRecord, message: RegExp][] = [
  [
    "says another verdict than its numbers",
    signed({ ...A, verdict: "refined" }),
    /it says refined, its numbers say confirmed/,
  ],
  [
    "passes without passing",
    signed({ ...A, asStated: { ...measure(9), pass: true } }),
    /asStated says pass: true, which its own numbers deny/,
  ],
  ["has a control that passes", signed({ ...A, control: measure(1.01) }), /its control passes/],
  ["is edited without a new rev", { ...A, says: "It is two." }, /its rev is not the hash/],
  [
    "says more strength than it has",
    signed({ ...A, strength: "exhaustive" }),
    /it says exhaustive, its evidence is single-run/,
  ],
  ["is of another note", signed({ ...A, note: "shelf/other" }), /it is of note "shelf\/other"/],
  [
    "has no evidence",
    bare,
    /no asStated or no control/,
  ],
  ["is no record", {} as ClaimRecord, /no record of schema 1/],
];

for (const [name, lying, message] of LIES) {
  Deno.test(`judge() refuses a record that ${name}`, async () => {
    const { ending } = await judgeRecords([lying], [A]);
    assert.equal(ending?.kind, "bad input");
    assert.match(ending.message, message);
    assert.equal(ending.cell, 1);
    assert.ok(ending.try);
  });
}

Deno.test("judge() refuses an id used twice", async () => {
  const { ending } = await judgeRecords([A, A]);
  assert.equal(ending?.kind, "bad input");
  assert.match(ending.message, /claim "first-claim": its id is used twice/);
});

Deno.test("judge() lets what ended the run win, and keeps the claims that ran", async () => {
  const ending: Ending = { kind: "code error", message: "TypeError: x", cell: 2 };
  const run = execution([cellRun(1, shown(A)), { ...cellRun(2), status: "error" }], { ending });
  const stored = notebook([{ outputs: [printed("other")] }, {}]);
  const found = await judge(stored, run, { accepted: accepted(A, B) });
  assert.deepEqual(found.ending, ending);
  assert.deepEqual(found.drifts, []);
  assert.deepEqual(found.claims.map(({ state }) => state), ["same", "missing"]);
});

Deno.test("judge() shows a claim that failed as flipped", async () => {
  const failure = new ClaimError("Cannot judge claim").message;
  const failed = signed({ ...A, verdict: null, strength: null, asStated: measure(1.2), failure });
  const ending: Ending = { kind: "claim", message: "m", cell: 1, claim: A.id };
  const run = execution([cellRun(1, shown(failed))], { ending });
  const found = await judge(notebook([{}]), run, { accepted: accepted(A) });
  assert.deepEqual(found.ending, ending);
  assert.deepEqual(found.claims.map(({ state }) => state), ["flipped"]);
});

Deno.test("judge() ends by output drift when only an output differs", async () => {
  const stored = notebook([{ outputs: [printed("error 0.25\n")] }]);
  const found = await judge(stored, execution([cellRun(1, printed("error 0.35\n"))]), {
    accepted: {},
  });
  assert.equal(found.ending?.kind, "output drift");
  assert.match(found.ending.message, /^An output drifted: output 1, .*was 0\.25, is 0\.35$/);
  assert.equal(found.ending.cell, 1);
  assert.equal(found.drifts.length, 1);
});

Deno.test("judge() puts claims before drift", async () => {
  const stored = notebook([{ outputs: [printed("1")] }]);
  const run = execution([cellRun(1, printed("2"), shown(A))]);
  const found = await judge(stored, run, { accepted: {} });
  assert.equal(found.ending?.kind, "claim");
  assert.ok(found.drifts.length > 0);
});

Deno.test("judge() wants a note of the repository to hold outputs", async () => {
  const run = execution([cellRun(1, printed("1"))]);
  const found = await judge(notebook([{}]), run, { accepted: {} });
  assert.equal(found.ending?.kind, "output drift");
  assert.match(found.ending.message, /holds no outputs to compare with/);
  assert.match(found.ending.try ?? "", new RegExp(`accept ${NOTE} --because "new-note`));
  const silent = await judge(notebook([{}]), execution([cellRun(1)]), { accepted: {} });
  assert.equal(silent.ending, null);
});

Deno.test("judge() asks less of a notebook from elsewhere: claims hold, stored outputs agree", async () => {
  assert.equal((await judgeRecords([signed({ ...A, note: "other/name" })], null)).ending, null);
  const run = execution([cellRun(1, printed("1"))]);
  assert.equal((await judge(notebook([{}]), run, { accepted: null })).ending, null);
  const stored = notebook([{ outputs: [printed("2")] }]);
  assert.equal((await judge(stored, run, { accepted: null })).ending?.kind, "output drift");
});

Deno.test("judge() ends by bad input for a cell that loosens its comparison without a reason", async () => {
  const stored = notebook([{ outputs: [printed("1.5")] }]);
  stored.cells[0]!.metadata = { rederive: { tolerance: { abs: 0.1 } } };
  const found = await judge(stored, execution([cellRun(1, printed("1.5"))]), { accepted: {} });
  assert.equal(found.ending?.kind, "bad input");
  assert.match(found.ending.message, /because|reason/);
});
