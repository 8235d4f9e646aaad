import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { hashParts, sha256 } from "../../../scripts/reproduce/cache/sha256.ts";

Deno.test("sha256() agrees with node:crypto on text and bytes", async () => {
  for (const text of ["", "abc", "é→𝄞", "x".repeat(100_000)]) {
    const want = createHash("sha256").update(text).digest("hex");
    assert.equal(await sha256(text), want);
    assert.equal(await sha256(new TextEncoder().encode(text)), want);
  }
});

Deno.test("hashParts() does not depend on the order parts were gathered in", async () => {
  assert.equal(await hashParts({ a: "1", b: "2" }), await hashParts({ b: "2", a: "1" }));
});

Deno.test("hashParts() tells apart what concatenation would not", async () => {
  const alike = [{ a: "bc" }, { ab: "c" }, { a: "b", c: "" }, { a: "", b: "c" }, { "a1:b": "c" }];
  const hashes = await Promise.all(alike.map(hashParts));
  assert.equal(new Set(hashes).size, alike.length);
});

Deno.test("hashParts() is injective on small dictionaries", async () => {
  const parts = fc.dictionary(fc.stringMatching(/^[a1:]{0,3}$/), fc.stringMatching(/^[a1:]{0,3}$/));
  await fc.assert(fc.asyncProperty(parts, parts, async (a, b) => {
    const same =
      JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
    return (await hashParts(a) === await hashParts(b)) === same;
  }));
});
