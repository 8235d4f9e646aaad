import assert from "node:assert/strict";
import { PlainReporter } from "../../../scripts/reproduce/report/plain.ts";
import { renderWhy, WhyReporter } from "../../../scripts/reproduce/report/why.ts";
import { createPaint } from "../../../scripts/text/paint.ts";
import { eventsOf, noteResult, ROOT, sampleResults } from "./sample_run.ts";

function play(results = sampleResults(), exitCode = 10): string[] {
  let text = "";
  const path = (absolute: string) => absolute.replace(`${ROOT}/`, "");
  const reporter = new PlainReporter({ write: (part) => text += part, path });
  for (const event of eventsOf(results, exitCode)) reporter.on(event);
  return text.split("\n");
}

Deno.test("PlainReporter writes a line when a note starts and one when it ends", () => {
  assert.deepEqual(play().slice(0, 6), [
    "plan   2 to run, 1 unchanged, 2 lanes",
    "start  3d-reconstruction/frame-transform  3 cells",
    "FAILED 3d-reconstruction/frame-transform  claim: Cannot judge claim " +
    '"sign-of-the-cross": it fails as stated (got 1.66, want 0) and no amendment holds',
    "same   languages/numpy-advanced-indexing  nothing it depends on changed",
    "start  mathematics/counter-based-randomness  3 cells",
    "FAILED mathematics/counter-based-randomness  output drift: Outputs differ from those " +
    "stored: 2 differences, the first in cell 2",
  ]);
});

Deno.test("PlainReporter says why a note ran and what it found", () => {
  const [good] = sampleResults();
  const lines = play([{ ...good!, ending: null }], 0);
  assert(lines.includes(
    "ok     3d-reconstruction/frame-transform  1 confirmed, 1 refined, 1 out of scope, " +
      "2.1 s (lib/geometry/skew.ts changed)",
  ));
  assert(lines.includes("✓ Everything holds (1 ran; 6.3 s)"));
});

Deno.test("PlainReporter shows the first warnings of a note and counts the rest", () => {
  let text = "";
  const reporter = new PlainReporter({ write: (part) => text += part, path: (path) => path });
  const warning = (cell: number) => ({ cell, line: 2, message: "fmt: not\nformatted" });
  const found = [1, 2, 3, 4, 5].map(warning);
  reporter.on({ type: "warnings", note: "a/b", lane: null, found });
  assert.deepEqual(text.trimEnd().split("\n"), [
    "warn   a/b, cell 1, line 2: fmt: not formatted",
    "warn   a/b, cell 2, line 2: fmt: not formatted",
    "warn   a/b, cell 3, line 2: fmt: not formatted",
    "warn   a/b: 2 more warnings",
  ]);
});

Deno.test("PlainReporter writes neither escapes nor carriage returns", () => {
  const message = "bad \x1b[31mred\r\x07";
  const text = play([noteResult("a/b", { ending: { kind: "code error", message } })]).join("\n");
  for (const control of ["\x1b", "\r", "\x07"]) assert(!text.includes(control));
});

Deno.test("renderWhy() says for each note whether it would run and why", () => {
  const job = { world: "native", expectedMs: null };
  const lines = renderWhy({
    type: "plan",
    lanes: 1,
    jobs: [
      { ...job, note: "a/b", run: true, why: "lib/random/threefry.ts changed" },
      { ...job, note: "a/c", run: false, why: "nothing it depends on changed" },
    ],
  }, { width: 80, paint: createPaint(false) });
  assert.deepEqual(lines, [
    "a/b  would run",
    "  lib/random/threefry.ts changed",
    "a/c  unchanged",
    "  nothing it depends on changed",
  ]);
});

Deno.test("WhyReporter prints the plan and nothing of a run", () => {
  let text = "";
  const reporter = new WhyReporter({
    write: (part) => text += part,
    width: 80,
    paint: createPaint(false),
  });
  for (const event of eventsOf(sampleResults())) reporter.on(event);
  assert.deepEqual(text.split("\n"), [
    "3d-reconstruction/frame-transform  would run",
    "  lib/geometry/skew.ts changed",
    "languages/numpy-advanced-indexing  unchanged",
    "  nothing it depends on changed",
    "mathematics/counter-based-randomness  would run",
    "  lib/geometry/skew.ts changed",
    "",
  ]);
});
