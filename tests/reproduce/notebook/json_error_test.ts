import assert from "node:assert/strict";
import fc from "fast-check";
import { locateJsonError } from "../../../scripts/reproduce/notebook/json_error.ts";

fc.configureGlobal({ seed: 1 }); // the same cases in every run

const broken: [text: string, line: number, column: number, truncated: boolean][] = [
  ['{"a": 1,}', 1, 9, false],
  ['{"a": 1\n "b": 2}', 2, 2, false],
  ['{\n "a": tru}', 2, 7, false],
  ['{"a": "x\ny"}', 1, 9, false],
  ['{"a": "\\x"}', 1, 8, false],
  ['{"a": "\\u12x"}', 1, 8, false],
  ['{"a": NaN}', 1, 7, false],
  ["{'a': 1}", 1, 2, false],
  ["[1, 2}", 1, 6, false],
  ['{"a": 01}', 1, 8, false],
  ["[1,, 2]", 1, 4, false],
  ["[1 2]", 1, 4, false],
  ["[1]]", 1, 4, false],
  ["nope", 1, 1, false],
  ["[1,", 1, 4, true],
  ['{"a"', 1, 5, true],
  ['{"a": "half', 1, 12, true],
  ['{"a": "half\\u00', 1, 16, true],
  ['{"a": tr', 1, 7, true],
  ['{\n "cells": [\n', 3, 1, true],
];

for (const [text, line, column, truncated] of broken) {
  Deno.test(`locateJsonError() finds the fault in ${JSON.stringify(text)}`, () => {
    assert.throws(() => JSON.parse(text));
    const { offset: _, ...where } = locateJsonError(text);
    assert.deepEqual(where, { line, column, truncated });
  });
}

Deno.test("locateJsonError() calls every cut of a document truncated, at its end", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.nat(), (value, n) => {
    const text = JSON.stringify({ value }, null, 1);
    const cut = text.slice(0, n % text.length);
    const { truncated, line } = locateJsonError(cut);
    assert.equal(truncated, true);
    assert.ok(line >= cut.trimEnd().split("\n").length);
  }));
});

Deno.test("locateJsonError() agrees with the positions that JSON.parse names", () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.nat(),
      fc.constantFrom(...'{}[]:,"x0-\n\\'),
      (value, n, intruder) => {
        const text = JSON.stringify([value, value]);
        const at = n % text.length;
        const mutant = text.slice(0, at) + intruder + text.slice(at + 1);
        const position = positionOf(mutant);
        if (position === null) return;
        const { offset, truncated } = locateJsonError(mutant);
        // V8 points at the offending token or just into it
        if (!truncated) {
          assert.ok(Math.abs(offset - position) <= 5, `${offset} against ${position}: ${mutant}`);
        }
      },
    ),
    { numRuns: 500 },
  );
});

function positionOf(text: string): number | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const found = /at position (\d+)/.exec((error as Error).message);
    return found ? Number(found[1]) : null;
  }
}

Deno.test("locateJsonError() passes over a string of 20 MB", () => {
  const text = `{"a": "${"A".repeat(20e6)}", }`;
  assert.equal(locateJsonError(text).offset, text.length - 1);
});
