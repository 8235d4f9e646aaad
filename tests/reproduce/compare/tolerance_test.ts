import assert from "node:assert/strict";
import { toleranceOf } from "../../../scripts/reproduce/compare/tolerance.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";

const cell = (tolerance: unknown) => ({ ordinal: 3, metadata: { rederive: { tolerance } } });

Deno.test("toleranceOf() reads abs and rel with their reason", () => {
  assert.deepEqual(toleranceOf(cell({ rel: 1e-6, because: "one rounding" })), {
    abs: 0,
    rel: 1e-6,
    because: "one rounding",
  });
});

Deno.test("toleranceOf() gives null for a cell without one", () => {
  assert.equal(toleranceOf({ ordinal: 1, metadata: {} }), null);
  assert.equal(toleranceOf({ ordinal: 1, metadata: { rederive: { class: "time" } } }), null);
});

const bad: [name: string, tolerance: unknown, problem: string][] = [
  ["no reason", { abs: 1 }, 'has no "because", wanted the reason for these numbers'],
  [
    "a blank reason",
    { abs: 1, because: " " },
    'has no "because", wanted the reason for these numbers',
  ],
  ["no number", { because: "x" }, "is abs 0, rel 0, wanted finite numbers of which one is above 0"],
  [
    "a negative number",
    { abs: -1, because: "x" },
    "is abs -1, rel 0, wanted finite numbers of which one is above 0",
  ],
  [
    "a word for a number",
    { rel: "1e-6", because: "x" },
    "is abs 0, rel 1e-6, wanted finite numbers of which one is above 0",
  ],
  [
    "an unknown key",
    { relative: 1, because: "x" },
    'has the unknown key "relative", wanted abs, rel or because',
  ],
  ["a bare number", 1e-6, "is no object, wanted { abs, rel, because }"],
];

for (const [name, tolerance, problem] of bad) {
  Deno.test(`toleranceOf() refuses ${name}`, () => {
    assert.throws(() => toleranceOf(cell(tolerance)), (error) => {
      assert.ok(error instanceof BadInput);
      assert.equal(error.message, `Cannot compare cell 3: its tolerance ${problem}`);
      assert.match(error.try!, /"because"/);
      return true;
    });
  });
}
