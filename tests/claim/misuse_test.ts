import { equal as same, match, ok, rejects } from "node:assert/strict";
import {
  atLeast,
  atMost,
  type Claim,
  ClaimMisuse,
  close,
  closedForm,
  equal,
  everyCase,
  type Measurement,
  openNote,
  overSeeds,
} from "@rederive/lib/claim";
import { against, claimWith, fails, holds, isNear, tolerance } from "./evidence.ts";

const judging = (changes: Parameters<typeof claimWith>[0]) => () =>
  openNote("shelf/note").judge(claimWith(changes));
const with_ = (tolerance: unknown) => () =>
  close(1, 2, { tolerance: tolerance as { because: string }, against });
const half = new Float32Array([0.5]);

const MISUSES: Record<string, [act: () => unknown, message: string]> = {
  // how a claim is written
  "an ordinal id": [
    judging({ id: "claim-3" }),
    'Cannot judge claim "claim-3": the id is not kebab-case words\n' +
    'Try: "variance-grows-with-width": words that say what is claimed, no numbering',
  ],
  "an id with capitals": [judging({ id: "OnesAreEqual" }), "the id is not kebab-case words"],
  "an id that is no string": [judging({ id: 3 }), "Cannot judge claim 3: the id is not"],
  "a verdict passed by hand": [
    judging({ verdict: "confirmed" }),
    "a verdict is passed by hand\nTry: remove it: the verdict follows from the checks",
  ],
  "an unknown key": [judging({ note: "x" }), 'it has an unknown key "note"\nTry: known: id, says'],
  "no text": [judging({ says: " " }), 'it has no "says"'],
  "no place": [judging({ at: "" }), 'it has no "at"'],
  "no conditions": [judging({ conditions: undefined }), "it has no conditions\nTry: conditions:"],
  "a condition that is no number": [
    judging({ conditions: { n: NaN } }),
    "conditions.n is NaN, want",
  ],
  "no check": [judging({ asStated: undefined }), "it has no asStated\nTry: asStated: () =>"],
  "no control": [judging({ control: undefined }), "it has no control\nTry: control: () =>"],
  "a control without words": [
    judging({ control: { check: fails } }),
    'control has no "breaks"',
  ],
  "a control without a check": [judging({ control: { breaks: "b" } }), "control has no check"],
  "a worded control that passes": [
    judging({ control: { breaks: "nothing", check: holds } }),
    "its control passes, so the check cannot fail",
  ],
  "two amendments": [
    judging({ when: { condition: "a", check: holds }, instead: { says: "b", check: holds } }),
    "it has both when and instead\nTry: keep the one that carries the verdict",
  ],
  "an amendment without words": [
    judging({ when: { condition: "", check: holds } }),
    'when has no "condition"',
  ],
  "an amendment without a check": [judging({ instead: { says: "b" } }), "instead has no check"],
  "an amendment with an unknown key": [
    judging({ instead: { says: "b", check: holds, condition: "c" } }),
    'instead has an unknown key "condition"',
  ],
  // what the checks give
  "a bare boolean": [
    judging({ asStated: () => true }),
    "asStated gives a bare boolean, want a measurement\nTry: return equal(",
  ],
  "nothing": [judging({ asStated: () => undefined }), "asStated gives no measurement"],
  "another object": [
    judging({ asStated: () => ({ pass: true }) }),
    "asStated gives an object that is no measurement",
  ],
  "a measurement that lies": [
    judging({ asStated: () => ({ ...fails(), pass: true }) }),
    "asStated says pass: true, which its own numbers deny",
  ],
  "a count that lies": [
    judging({
      asStated: async () => {
        const seen = await overSeeds(4, (seed) => isNear(seed < 3 ? 10 : 99), { need: 3 });
        return { ...seen, cases: { ...seen.cases, held: 4 } };
      },
    }),
    "asStated says pass: true, which its own numbers deny",
  ],
  "a measurement of NaN made by hand": [
    judging({ control: () => ({ ...atMost(1, 0, { against }), got: NaN }) }),
    "its control cannot be recorded: its measurement.got is NaN",
  ],
  "evidence of NaN": [
    judging({ asStated: () => atMost(NaN, 1, { against }) }),
    'Cannot judge claim "ones-are-equal": asStated: Cannot measure with atMost(): got is NaN',
  ],
  "a control of NaN": [
    judging({ control: () => atMost(NaN, 1, { against }) }),
    "its control: Cannot measure with atMost(): got is NaN, want a finite number",
  ],
  "a control that throws": [
    judging({
      control: () => {
        throw new TypeError("x is undefined");
      },
    }),
    "its control throws (TypeError: x is undefined), want a measurement that fails\nTry: break",
  ],
  "a control that passes": [
    judging({ control: holds }),
    "its control passes, so the check cannot fail\nTry: break the subject of the control",
  ],
  "a control of another relation": [
    judging({ control: () => atMost(2, 1, { against }) }),
    "its control is another check than the one that carries the verdict\nTry: same relation",
  ],
  "a control under a tighter tolerance": [
    judging({
      asStated: () => isNear(10),
      control: () => close(10.1, 10, { tolerance: { ...tolerance, abs: 0.01 }, against }),
    }),
    "its control is another check",
  ],
  "a control of one case for many": [
    judging({
      asStated: () => everyCase([1, 2], (n) => equal(n, n, { against }), { what: "two" }),
    }),
    "its control is another check",
  ],
  "an amendment of what holds": [
    judging({ when: { condition: "always", check: holds } }),
    "it holds as stated, yet an amendment is given\nTry: remove when or instead",
  ],
  // how evidence is made
  "nothing it rests on": [() => closedForm(""), "Cannot rest evidence on a closed form without a"],
  "NaN in a list": [
    () => equal([1, NaN], [1, 2], { against }),
    "Cannot measure with equal(): got[1] is NaN, want a finite number, or a string that says so",
  ],
  "a class instance": [
    () => equal(new Map() as unknown as string, "x", { against }),
    "got is an instance of Map, want JSON, a BigInt or a typed array",
  ],
  "undefined": [
    () => equal("x", undefined as unknown as string, { against }),
    "want is undefined, want JSON",
  ],
  "an object compared with itself": [
    () => equal(half, half, { against }),
    "Cannot measure with equal(): got and want are the same object, want two that could differ",
  ],
  "an array close to itself": [
    () => close(half, half, { tolerance, against }),
    "Cannot measure with close(): got and want are the same object",
  ],
  "no elements": [
    () => close([], [], { tolerance, against }),
    "there are no elements, want at least",
  ],
  "lengths that differ": [
    () => close([1, [2, 3]], [1, [2]], { tolerance, against }),
    "got[1] has length 2, want 1",
  ],
  "a number beside a list": [
    () => close([[1]], [1], { tolerance, against }),
    "got[0] is of type object, want a finite number",
  ],
  "infinity": [() => close(1, Infinity, { tolerance, against }), "want is Infinity, want a finite"],
  "no tolerance": [with_(undefined), "the tolerance is zero\nTry: equal(got, want, …)"],
  "a negative tolerance": [
    with_({ abs: -1, because: "x" }),
    "the tolerance is abs -1, rel 0, want",
  ],
  "an infinite tolerance": [
    with_({ abs: Infinity, because: "x" }),
    "the tolerance is abs Infinity",
  ],
  "a tolerance that lets zero pass": [
    with_({ rel: 1, because: "x" }),
    "the relative tolerance is 1, which lets 0 pass, want below 1",
  ],
  "a tolerance without a reason": [
    with_({ abs: 1 }),
    "the tolerance has no reason\nTry: tolerance",
  ],
  "a bound of NaN": [
    () => atLeast(1, NaN, { against }),
    "atLeast(): the bound is NaN, want a finite",
  ],
  "a string for a number": [
    () => atMost("1" as unknown as number, 2, { against }),
    'got is "1", want a finite number',
  ],
  "one case": [
    () => everyCase([1], () => holds(), { what: "one" }),
    "Cannot measure with everyCase(): there are 1 cases, want at least 2",
  ],
  "cases without a name": [
    () => everyCase([1, 2], () => holds(), { what: "" }),
    'the cases have no name\nTry: what: "all 256 bytes"',
  ],
  "cases checked differently": [
    () => everyCase([1, 2], (n) => n === 1 ? holds() : isNear(10), { what: "two" }),
    "case 2 is checked differently from case 1, want one check",
  ],
  "cases of cases": [
    () => everyCase([1, 2], () => overSeeds(2, holds, { need: 2 }), { what: "two" }),
    "case 1 has cases of its own, want one level",
  ],
  "a case that gives a boolean": [
    () => everyCase([1, 2], () => true as unknown as Measurement, { what: "two" }),
    "the check of a case gives a bare boolean\nTry: return equal(got, want, …)",
  ],
  "a case that gives nothing": [
    () => everyCase([1, 2], () => undefined as unknown as Measurement, { what: "two" }),
    "the check of a case gives no measurement",
  ],
  "one seed": [
    () => overSeeds(1, holds, { need: 1 }),
    "Cannot measure with overSeeds(): k is 1, want an integer >= 2",
  ],
  "half of the seeds": [
    () => overSeeds(20, holds, { need: 10 }),
    "need is 10 of 20, want more than half and at most all",
  ],
  "more than all seeds": [() => overSeeds(20, holds, { need: 21 }), "need is 21 of 20"],
  // the note
  "a note without a shelf": [
    () => openNote("note"),
    'Cannot open note "note": want "<shelf>/<note>" in kebab-case words\nTry: openNote("math',
  ],
  "a reason that is none": [
    () =>
      openNote("shelf/note").outOfScope({
        id: "it-is-hard",
        says: "It is hard.",
        at: "end",
        reason: "difficulty" as "opinion",
        because: "It is.",
      }),
    'it is out of scope for "difficulty"\nTry: one of opinion, hardware, private-data',
  ],
  "no sentence for the reason": [
    () =>
      openNote("shelf/note").outOfScope({
        id: "it-is-nice",
        says: "It is nice.",
        at: "end",
        reason: "opinion",
        because: "",
      }),
    'it has no "because"',
  ],
};

for (const [name, [act, message]] of Object.entries(MISUSES)) {
  Deno.test(`lib/claim refuses ${name}`, async () => {
    const error = await Promise.resolve().then(act).then(() => null, (thrown) => thrown);
    ok(error instanceof ClaimMisuse, `want a ClaimMisuse, got ${error}`);
    ok(error.message.includes(message), `got ${JSON.stringify(error.message)}`);
  });
}

Deno.test("a refusal inside judge() names the claim and keeps the cause", async () => {
  const claim: Claim = claimWith({ asStated: () => equal([NaN], [1], { against }) });
  await rejects(openNote("shelf/note").judge(claim), (error: Error) => {
    match(error.message, /^Cannot judge claim "ones-are-equal": asStated: Cannot measure with/);
    same((error.cause as Error).name, "ClaimMisuse");
    return true;
  });
});
