import assert from "node:assert/strict";
import fc from "fast-check";
import { compareJson, jsonNumbers } from "../../../scripts/reproduce/compare/json.ts";

fc.configureGlobal({ seed: 1 }); // the same cases in every run

const compare = (want: unknown, got: unknown) => compareJson(want, got, jsonNumbers(null));

Deno.test("compareJson() names the place of every kind of difference", () => {
  assert.deepEqual(
    compare(
      { a: 1, b: "x", c: [1, 2], d: { e: [{ f: null }] }, gone: 1, n: 0 },
      { a: 2, b: "y", c: [1], d: { e: [{ f: 0 }] }, more: [], n: -0 },
    ),
    [
      { at: "a", want: "1", got: "2" },
      { at: "b", want: '"x"', got: '"y"' },
      { at: "c", want: "2 elements", got: "1 elements" },
      { at: "d.e[0].f", want: "null", got: "0" },
      { at: "gone", want: "1", got: "nothing" },
      { at: "more", want: "nothing", got: "[]" },
    ],
  );
});

Deno.test("compareJson() tells apart what only looks alike", () => {
  for (const [a, b] of [[{}, []], [null, {}], [0, false], ["1", 1], [{ a: null }, {}]]) {
    assert.equal(compare(a, b).length, 1);
    assert.equal(compare(b, a).length, 1);
  }
});

Deno.test("compareJson() reports a changed array of numbers once, at its worst", () => {
  assert.deepEqual(compare([[1, 2], [3, 4]], [[1, 2.5], [3, 9]]), [
    { at: "[1][1], the worst of 2 of 4", want: "4", got: "9" },
  ]);
  assert.deepEqual(compare([1, 2], [1, 2.5]), [{ at: "[1]", want: "2", got: "2.5" }]);
});

Deno.test("jsonNumbers() allows the noise of doubles, or what the cell allows", () => {
  assert.deepEqual(compare([0.3], [0.1 + 0.2]), []);
  assert.equal(compare(1, 1 + 1e-8).length, 1);
  const tolerance = { abs: 0, rel: 1e-6, because: "a test" };
  assert.deepEqual(compareJson(1, 1 + 1e-8, jsonNumbers(tolerance)), []);
});

Deno.test("compareJson() finds a value equal to itself and different when changed", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
    assert.deepEqual(compare(a, structuredClone(a)), []);
    const same = JSON.stringify(a) === JSON.stringify(b);
    if (!same && typeof a !== "number") {
      assert.ok(compare({ v: a }, { v: b }).length > 0 || sameKeys(a, b));
    }
  }));
});

/** Key order alone is no difference. */
function sameKeys(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}
