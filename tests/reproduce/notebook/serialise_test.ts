import assert from "node:assert/strict";
import fc from "fast-check";
import { serialise } from "../../../scripts/reproduce/notebook/serialise.ts";
import { canonical, lines } from "../../../scripts/reproduce/notebook/canonical.ts";

fc.configureGlobal({ seed: 1 }); // the same cases in every run

const BREAK = new RegExp("^(\r\n|[\n\r\v\f\x1c\x85\u2028])$");
const saved = await Deno.readTextFile(new URL("fixtures/saved_by_jupyter.ipynb", import.meta.url));

Deno.test("canonical() and serialise() give Jupyter's own bytes", () => {
  assert.equal(serialise(canonical(JSON.parse(saved))), saved);
});

Deno.test("serialise() keeps every JSON value", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    assert.deepEqual(JSON.parse(serialise(value)), value);
    assert.equal(serialise(JSON.parse(serialise(value))), serialise(value));
  }));
});

Deno.test("serialise() writes the same text whatever the order of keys", () => {
  assert.equal(
    serialise({ b: 1, a: { "10": 1, "9": 2 } }),
    serialise({ a: { "9": 2, "10": 1 }, b: 1 }),
  );
  assert.equal(serialise({ "9": 2, "10": 1 }), '{\n "10": 1,\n "9": 2\n}\n');
});

Deno.test("serialise() refuses numbers that JSON cannot hold", () => {
  assert.throws(() => serialise({ a: [1, NaN] }), {
    name: "TypeError",
    message: "Cannot write JSON: a number is NaN, wanted a finite one",
  });
});

Deno.test("lines() loses nothing and ends every line but the last with its break", () => {
  const text = fc.array(
    fc.constantFrom("a", "é", "\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028"),
  );
  fc.assert(fc.property(text, (pieces) => {
    const split = lines(pieces.join(""));
    assert.equal(split.join(""), pieces.join(""));
    for (const line of split.slice(0, -1)) {
      assert.match(line.replace(/^[aé]*/, ""), BREAK);
    }
    assert.ok(!split.includes(""));
  }));
});
