import assert from "node:assert/strict";
import fc from "fast-check";
import { explain } from "../../../scripts/reproduce/cache/why.ts";

const BASE = {
  "cell:1": "a",
  "cell:2": "b",
  "cell:3": "c",
  "module:lib/random/threefry.ts": "1",
  "file:data/x.json": "2",
  "npm:chai": "5.1.0 sha512-a",
  "import:@x/lib": "lib/mod.ts",
  "version:Deno": "2.9.6",
  "env:LP_X": "1",
  "adapter": "f0",
  "runner": "r0",
};

const CASES: [why: string, changes: Record<string, string | undefined>][] = [
  ["nothing changed", {}],
  ["lib/random/threefry.ts changed", { "module:lib/random/threefry.ts": "9" }],
  ["lib/random/threefry.ts is gone", { "module:lib/random/threefry.ts": "missing" }],
  ["data/x.json changed", { "file:data/x.json": "9" }],
  ["cell 2 changed", { "cell:2": "z" }],
  ["cell 4 added", { "cell:4": "d" }],
  ["cell 2 added", { "cell:2": "n", "cell:3": "b", "cell:4": "c" }],
  ["cells 2–3 added", { "cell:2": "n", "cell:3": "m", "cell:4": "b", "cell:5": "c" }],
  ["cell 1 removed", { "cell:1": "b", "cell:2": "c", "cell:3": undefined }],
  ["cells changed, 3 → 2", { "cell:1": "n", "cell:2": "c", "cell:3": undefined }],
  ["tags of cell 2 changed", { "tags:2": "raises-exception" }],
  ["npm package chai 5.1.0 → 5.2.0", { "npm:chai": "5.2.0 sha512-b" }],
  ["npm package chai 5.1.0 has other content", { "npm:chai": "5.1.0 sha512-b" }],
  [`"@x/lib" now resolves to lib/b.ts instead of lib/mod.ts`, { "import:@x/lib": "lib/b.ts" }],
  ["Deno 2.9.6 → 2.9.7", { "version:Deno": "2.9.7" }],
  ["LP_X no longer set", { "env:LP_X": undefined }],
  ["LP_Y set to 2", { "env:LP_Y": "2" }],
  ["--max-output set to 5", { "option:max-output": "5" }],
  ["adapter changed", { "adapter": "f1" }],
  ["the runner changed", { "runner": "r1" }],
  ["lib/new.ts is now used", { "module:lib/new.ts": "1" }],
  ["cell 1 changed", { "cell:1": "z", "module:lib/new.ts": "1", "import:@x/new": "lib/new.ts" }],
  ["cell 1 changed, data/x.json changed", { "cell:1": "z", "file:data/x.json": "9" }],
  ["cell 1 changed, data/x.json changed, Deno 2.9.6 → 2.9.7 and 2 more", {
    "cell:1": "z",
    "file:data/x.json": "9",
    "version:Deno": "2.9.7",
    "adapter": "f1",
    "runner": "r1",
  }],
];

for (const [why, changes] of CASES) {
  Deno.test(`explain() says: ${why}; for ${Object.keys(changes).join(" and ") || "no change"}`, () => {
    const now = Object.fromEntries(
      Object.entries({ ...BASE, ...changes }).filter(([, value]) => value !== undefined),
    ) as Record<string, string>;
    assert.equal(explain(BASE, now), why);
  });
}

Deno.test("explain() says first run when there is nothing to compare with", () => {
  assert.equal(explain(null, BASE), "first run");
});

Deno.test("explain() is silent exactly when nothing changed, and always one line", () => {
  const name = fc.constantFrom(...Object.keys(BASE), "module:lib/b.ts", "cell:4", "tags:1");
  const parts = fc.dictionary(name, fc.constantFrom("1", "2"));
  fc.assert(fc.property(parts, parts, (a, b) => {
    const why = explain(a, b);
    const same =
      JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
    return (why === "nothing changed") === same && why !== "" && !why.includes("\n");
  }));
});
