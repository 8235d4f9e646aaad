import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import fc from "fast-check";
import { canonicalJson, type Json, toJson } from "@rederive/lib/claim";

Deno.test("toJson() keeps every JSON value, -0 excepted", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    deepEqual(toJson(value), JSON.parse(JSON.stringify(value)));
  }));
});

Deno.test("canonicalJson() is JSON of the same value", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const json = toJson(value);
    deepEqual(JSON.parse(canonicalJson(json)), JSON.parse(JSON.stringify(json)));
  }));
});

Deno.test("canonicalJson() does not depend on the order of keys", () => {
  const values = fc.dictionary(fc.string(), fc.integer(), { minKeys: 2 });
  fc.assert(fc.property(values, (value) => {
    const reversed = Object.fromEntries(Object.entries(value).reverse());
    equal(canonicalJson(reversed as Json), canonicalJson(value as Json));
  }));
});
