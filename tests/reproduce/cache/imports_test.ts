import assert from "node:assert/strict";
import { importsOf } from "../../../scripts/reproduce/cache/imports.ts";

const CASES: [source: string, want: string[]][] = [
  ["const a = 1;", []],
  [`import "a";`, ["a"]],
  [`import { x } from "a"; import * as y from 'b';`, ["a", "b"]],
  [`import type { X } from "a";`, []],
  [`import { type X } from "a";`, ["a"]],
  [`export { x } from "a"; export type { Y } from "b"; export * from "c";`, ["a", "c"]],
  [`const m = await import("a");`, ["a"]],
  ["const m = await import(`a`);", ["a"]],
  ["const m = await import(name); await import(`${name}.ts`);", []],
  [`function f() { return import("deep"); }`, ["deep"]],
  [`import x from "a.json" with { type: "json" };`, ["a.json json"]],
  [`await import("a.txt", { with: { type: "text" } });`, ["a.txt text"]],
  [`import "a"; await import("a");`, ["a"]],
  [`// import "a";\nconst s = 'import "b"';`, []],
  [`import "a"; const broken = (;`, ["a"]],
];

for (const [source, want] of CASES) {
  Deno.test(`importsOf() finds ${want.join(", ") || "nothing"} in ${source}`, async () => {
    const found = await importsOf(source);
    assert.deepEqual(
      found.map(({ specifier, type }) => type ? `${specifier} ${type}` : specifier),
      want,
    );
  });
}
