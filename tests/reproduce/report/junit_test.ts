import assert from "node:assert/strict";
import { junitReport } from "../../../scripts/reproduce/report/junit.ts";
import { claimRecord, judged, noteResult, sampleResults, summaryOf } from "./sample_run.ts";
import { parseXml } from "./xml.ts";

Deno.test("junitReport() has a suite a note, a case a claim and one for the note's cells", () => {
  const root = parseXml(junitReport(summaryOf(sampleResults(), 10)));
  assert.equal(root.name, "testsuites");
  assert.deepEqual(root.attributes, {
    name: "rederive",
    tests: "11",
    failures: "4",
    errors: "0",
    skipped: "1",
    time: "6.260",
  });
  assert.deepEqual(
    root.children.map(({ attributes, children }) => [
      attributes.name,
      children.map((test) => [test.attributes.name, test.children[0]?.name ?? "passed"]),
    ]),
    [
      ["3d-reconstruction/frame-transform", [
        ["cells and outputs (3 cells)", "failure"],
        ["claim static-frames-rotate: confirmed", "passed"],
        ["claim rotation-is-constant: refined", "passed"],
        ["claim sign-of-the-cross", "failure"],
        ["claim rockets-are-fun", "skipped"],
      ]],
      ["languages/numpy-advanced-indexing", [
        ["cells and outputs (3 cells)", "passed"],
        ["claim indexing-moves-axes: corrected", "passed"],
        ["claim it-is-not-a-bug: confirmed", "passed"],
      ]],
      ["mathematics/counter-based-randomness", [
        ["cells and outputs (3 cells)", "failure"],
        ["claim words-not-ordinals: confirmed", "passed"],
        ["claim streams-are-bit-equal", "failure"],
      ]],
    ],
  );
  const flipped = root.children[0]!.children[3]!.children[0]!;
  assert.equal(
    flipped.attributes.message,
    "sign-of-the-cross: accepted as corrected, now not established",
  );
  const drift = root.children[2]!.children[0]!.children[0]!;
  assert.match(drift.text, /cell 2, output 1, line 3, number 2: stored 0\.1250000001, now 0\.12/);
});

Deno.test("junitReport() is valid XML whatever a notebook says", () => {
  const nasty = `a<b> & "c" 'd' ]]> <![CDATA[ \x00\x1b[31m\ud800\uffff 曾 🙂\nnext`;
  const record = claimRecord("a/b", "x", null, { says: nasty, failure: nasty });
  const result = noteResult('a/"<&>', {
    ending: { kind: "code error", message: nasty, try: nasty },
    claims: [
      judged("a/b", "x", null, { record }),
      judged("a/b", "y", "out-of-scope", {
        record: claimRecord("a/b", "y", "out-of-scope", { because: nasty }),
      }),
    ],
    drifts: [{ cell: 1, output: 1, kind: "text", at: nasty, want: nasty, got: nasty }],
  });
  const suite = parseXml(junitReport(summaryOf([result], 11))).children[0]!;
  assert.equal(suite.attributes.name, 'a/"<&>');
  const message = suite.children[0]!.children[0]!.attributes.message!;
  assert.equal(message, `a<b> & "c" 'd' ]]> <![CDATA[ \ufffd\ufffd\ufffd 曾 🙂\nnext`);
});

Deno.test("junitReport() calls the machinery and bad input errors, the rest failures", () => {
  const outcome = (kind: "infrastructure" | "bad input" | "cell timeout") =>
    parseXml(junitReport(summaryOf([noteResult("a/b", { ending: { kind, message: "m" } })], 1)))
      .children[0]!.children[0]!.children[0]!.name;
  assert.equal(outcome("infrastructure"), "error");
  assert.equal(outcome("bad input"), "error");
  assert.equal(outcome("cell timeout"), "failure");
});

Deno.test("junitReport() names the world where there are several", () => {
  const results = ["native", "sse4.1"].map((world) => noteResult("a/b", { world }));
  const suites = parseXml(junitReport(summaryOf(results))).children;
  assert.deepEqual(suites.map(({ attributes }) => attributes.name), [
    "a/b · native",
    "a/b · sse4.1",
  ]);
});
