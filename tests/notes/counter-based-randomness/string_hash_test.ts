import assert from "node:assert/strict";
import {
  hashString,
  secretFromSeed,
} from "../../../notebooks/mathematics/counter-based-randomness/string_hash.ts";

// printed by pyodide 314.0.7 (CPython 3.14.2, wasm32) started with PYTHONHASHSEED=0 and =1
const printed = {
  0: { a: -468864544, alpha: 945034119 },
  1: { a: 1264704442, alpha: -755503093 },
};

Deno.test("hashString() gives CPython's 32-bit hashes for hash seeds 0 and 1", () => {
  for (const [text, want] of Object.entries(printed[0])) {
    assert.equal(hashString(text, { prefix: 0, suffix: 0 }), want);
  }
  for (const [text, want] of Object.entries(printed[1])) {
    assert.equal(hashString(text, secretFromSeed(1)), want);
  }
});
