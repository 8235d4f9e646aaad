import assert from "node:assert/strict";
import { describeDrift } from "../../../scripts/reproduce/compare/describe.ts";
import type { Drift } from "../../../scripts/reproduce/types.ts";

const drift = (over: Partial<Drift>): Drift => ({
  cell: 3,
  output: 1,
  kind: "text",
  at: "line 2, number 1",
  want: "0.12345",
  got: "0.12346",
  ...over,
});

Deno.test("describeDrift() says cell, output, place, both values and how far they are apart", () => {
  assert.equal(
    describeDrift([
      drift({}),
      drift({ at: "line 4, number 2", want: "1,000.5", got: "−2" }),
      drift({ output: 2, kind: "count", at: "", want: "nothing", got: "a plot" }),
      drift({ cell: 5, kind: "claim", at: "verdict", want: '"confirmed"', got: '"refined"' }),
    ]),
    `cell 3, output 1: text differs
  line 2, number 1: 0.12345 → 0.12346 (off by 0.0081 %, 4 digits in common)
  line 4, number 2: 1,000.5 → −2 (off by 100 %, no digits in common)
cell 3, output 2: came or went
  nothing → a plot
cell 5, output 1: claim differs
  verdict: "confirmed" → "refined"`,
  );
});

Deno.test("describeDrift() puts long texts under each other and cuts them", () => {
  const lines = Array.from({ length: 7 }, (_, i) => `line ${i}`).join("\n");
  assert.equal(
    describeDrift([drift({ at: "line 1", want: "x".repeat(120), got: lines })]),
    `cell 3, output 1: text differs
  line 1
    - ${"x".repeat(99)}…
    + line 0
    + line 1
    + line 2
    + line 3
    + line 4
    + … 2 lines more`,
  );
});

Deno.test("describeDrift() shows four places of a wall of numbers, and the worst of the rest", () => {
  const wall = Array.from(
    { length: 500 },
    (_, i) =>
      drift({ at: `line ${i + 1}, number 1`, want: "1.00", got: i === 321 ? "2.00" : "1.01" }),
  );
  const text = describeDrift(wall);
  assert.equal(text.split("\n").length, 6);
  assert.equal(
    text.split("\n").at(-1),
    "  … and 496 more, the largest at line 322, number 1: 1.00 → 2.00",
  );
  assert.equal(describeDrift(wall, { most: 1 }).split("\n").length, 3);
});

Deno.test("describeDrift() is empty when there is none", () => {
  assert.equal(describeDrift([]), "");
});
