import assert from "node:assert/strict";
import { htmlReport } from "../../../scripts/reproduce/report/html/page.ts";
import { claimRecord, judged, noteResult, sampleResults, summaryOf } from "./sample_run.ts";

Deno.test("htmlReport() loads nothing, runs nothing and says so to the browser", () => {
  const page = htmlReport(summaryOf(sampleResults(), 10));
  assert.match(page, /^<!doctype html>\n<html lang="en">/);
  assert.match(page, /content="default-src 'none'; style-src 'unsafe-inline'"/);
  assert.match(page, /<meta name="viewport" content="width=device-width, initial-scale=1">/);
  assert.doesNotMatch(page, /<script|<link|<img|<iframe|\son\w+=|url\(|@import|https?:/);
});

Deno.test("htmlReport() puts failures first and changed, corrected and refined claims on top", () => {
  const results = [
    noteResult("a/good", {
      claims: [
        judged("a/good", "one", "out-of-scope"),
        judged("a/good", "two", "confirmed"),
        judged("a/good", "three", "refined"),
        judged("a/good", "four", "corrected"),
        judged("a/good", "five", "confirmed", { state: "new", accepted: null }),
      ],
    }),
    noteResult("a/bad", { ending: { kind: "code error", message: "boom", cell: 3, line: 2 } }),
  ];
  const page = htmlReport(summaryOf(results, 11));
  assert(page.indexOf('<h2 id="a-bad">') < page.indexOf('<h2 id="a-good">'));
  const order = [...page.matchAll(/<code>(one|two|three|four|five)<\/code>/g)].map(([, id]) => id);
  assert.deepEqual(order, ["five", "four", "three", "two", "one"]);
  const open = [...page.matchAll(/<details class="claim"( open)?>/g)].map(([, o]) => o === " open");
  assert.deepEqual(open, [true, true, true, false, false]);
  assert.match(page, /code error \(exit code 11\), cell 3, line 2/);
});

Deno.test("htmlReport() orders a new note by what it found, not by what is new", () => {
  const verdicts = ["confirmed", "out-of-scope", "refined", "confirmed", "corrected"] as const;
  const claims = verdicts.map((is, i) =>
    judged("a/b", `c${i}`, is, { state: "new", accepted: null })
  );
  const page = htmlReport(summaryOf([noteResult("a/b", { claims })], 10));
  const order = [...page.matchAll(/<code>(c\d)<\/code>/g)].map(([, id]) => id);
  assert.deepEqual(order, ["c4", "c2", "c0", "c3", "c1"]);
  assert.doesNotMatch(page, /class="change"/);
});

Deno.test("htmlReport() sets stored and new values side by side with the difference marked", () => {
  const page = htmlReport(summaryOf(sampleResults(), 10));
  assert.match(page, /<span>stored<\/span><code>0\.1250000<mark>001<\/mark><\/code>/);
  assert.match(page, /<span>now<\/span><code>0\.1250000<mark>371<\/mark><\/code>/);
  const words = {
    cell: 1,
    output: 1,
    kind: "text",
    at: "",
    want: "the quick fox jumps",
    got: "the slow fox jumps",
  };
  const text = htmlReport(summaryOf([noteResult("a/b", { drifts: [words] })]));
  assert.match(text, /<code>the <mark>quick<\/mark> fox jumps<\/code>/);
  assert.match(text, /<code>the <mark>slow<\/mark> fox jumps<\/code>/);
});

Deno.test("htmlReport() lets no text of a notebook become markup", () => {
  const nasty = `<script>alert(1)</script>"><img src=x onerror=alert(1)>'&`;
  const record = claimRecord(nasty, "x", "confirmed", { says: nasty, at: nasty });
  const page = htmlReport(summaryOf([
    noteResult(nasty, {
      why: nasty,
      sandbox: nasty,
      ending: { kind: "code error", message: nasty, try: nasty },
      claims: [judged(nasty, "x", "confirmed", { record, state: "new" })],
      drifts: [{ cell: 1, output: 1, kind: nasty, at: nasty, want: nasty, got: nasty + "!" }],
    }),
  ], 11));
  assert.doesNotMatch(page, /<script|<img/);
});

Deno.test("htmlReport() links every note of the table to its section", () => {
  const results = ["native", "sse4.1"].map((world) => noteResult("a/b", { world }));
  const page = htmlReport(summaryOf(results));
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) {
    assert(page.includes(`<h2 id="${target}">`), target);
  }
  assert.equal([...page.matchAll(/<h2 id=/g)].length, 2);
});
