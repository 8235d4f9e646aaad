import { deepStrictEqual as deepEqual, equal as same } from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  atLeast,
  atMost,
  close,
  closedForm,
  equal,
  everyCase,
  implementation,
  overSeeds,
  published,
  strengthOf,
} from "@rederive/lib/claim";
import { against, isNear, tolerance } from "./evidence.ts";

Deno.test("equal() compares a typed array with a plain one by value", () => {
  same(equal(Uint32Array.of(1, 2), [1, 2], { against }).pass, true);
  same(equal(Uint32Array.of(1, 2), [1, 3], { against }).pass, false);
});

Deno.test("equal() compares BigInts as decimal digits, beyond what a double holds", () => {
  const seen = equal(2n ** 64n, 2n ** 64n - 1n, { against });
  deepEqual([seen.got, seen.want, seen.pass], [
    "18446744073709551616",
    "18446744073709551615",
    false,
  ]);
});

Deno.test("equal() does not tell -0 from 0, and does tell objects by value, not by key order", () => {
  same(equal(-0, 0, { against }).pass, true);
  same(equal({ a: 1, b: [2] }, { b: [2], a: 1 }, { against }).pass, true);
  same(equal({ a: 1 }, { a: 1, b: 2 }, { against }).pass, false);
});

Deno.test("equal() keeps of long arrays the length, the hash and the first difference", () => {
  const want = Uint32Array.from({ length: 100_000 }, (_, i) => i);
  const got = want.slice();
  got[70_000] = 7;
  const seen = equal(got, want, { against });
  const hash = createHash("sha256").update(JSON.stringify(Array.from(want))).digest("hex");
  deepEqual(seen.want, { length: 100_000, sha256: hash, there: 70_000 });
  deepEqual([seen.at, seen.pass], ["[70000]", false]);
  same((seen.got as { there: number }).there, 7);
});

Deno.test("equal() finds the first difference of long nested arrays, texts and lengths", () => {
  const rows = Array.from({ length: 50 }, (_, i) => Array.from({ length: 50 }, (_, j) => i * j));
  const changed = rows.map((row, i) => i === 3 ? row.with(9, -1) : row);
  same(equal(changed, rows, { against }).at, "[3][9]");
  same(equal("x".repeat(2000) + "a", "x".repeat(2000) + "b", { against }).at, "[2000]");
  same(equal(rows.slice(1).concat([[1]]), rows, { against }).at, "[0][1]");
  same(equal(rows.slice(0, 49), rows, { against }).at, ".length");
});

Deno.test("equal() of long arrays that agree has no difference to show", () => {
  const value = Array.from({ length: 1000 }, (_, i) => i);
  const seen = equal(value, value.slice(), { against });
  deepEqual([seen.pass, seen.at], [true, undefined]);
});

Deno.test("close() shows the worst element, measured by what its place allows", () => {
  // an error of 2 of 10 + 0.1 * 100 is less than one of 1.5 of 10 + 0.1 * 1
  const wide = { abs: 10, rel: 0.1, because: "an example" };
  const seen = close([102, [2.5]], [100, [1]], { tolerance: wide, against });
  deepEqual([seen.got, seen.want, seen.at, seen.pass], [2.5, 1, "[1][0], the worst of 2", true]);
});

Deno.test("close() passes at the tolerance itself and fails just beyond", () => {
  same(isNear(10.5).pass, true);
  same(isNear(10.500001).pass, false);
});

Deno.test("atMost() and atLeast() include the bound", () => {
  deepEqual([1, 2, 3].map((got) => atMost(got, 2, { against }).pass), [true, true, false]);
  deepEqual([1, 2, 3].map((got) => atLeast(got, 2, { against }).pass), [false, true, true]);
});

Deno.test("everyCase() fails for one case of 256 and shows it", async () => {
  const bytes = Array.from({ length: 256 }, (_, i) => i);
  const flip = (byte: number) => byte === 200 ? 0 : byte;
  const seen = await everyCase(bytes, (byte) => equal(flip(byte), byte, { against }), {
    what: "all 256 bytes",
  });
  deepEqual([seen.pass, seen.cases?.held, seen.got, seen.want], [false, 255, 0, 200]);
  same(seen.at, "case 200");
});

Deno.test("overSeeds() holds at the needed number of seeds and fails below", async () => {
  const run = (bad: number) => overSeeds(20, (seed) => isNear(seed < bad ? 99 : 10), { need: 19 });
  const [good, poor] = [await run(1), await run(2)];
  deepEqual([good.pass, good.cases?.held, good.cases?.of], [true, 19, 20]);
  deepEqual([poor.pass, poor.cases?.held, poor.at], [false, 18, "seed 0"]);
});

Deno.test("everyCase() shows the worst of bounds that all hold", async () => {
  const seen = await everyCase([3, 9, 5], (n) => atMost(n, 10, { against }), { what: "three" });
  deepEqual([seen.got, seen.at], [9, "case 9"]);
});

Deno.test("strengthOf() ranks what was run: all cases, equality, another implementation, seeds", async () => {
  const one = (basis = against) => close(1, 1.1, { tolerance, against: basis });
  const all = await everyCase([1, 2], () => equal(1, 1, { against }), { what: "both" });
  const some = await everyCase([1, 2], () => one(), { what: "two of many", over: "sample" });
  const drawn = await overSeeds(2, () => equal(1, 1, { against }), { need: 2 });
  deepEqual(
    [
      strengthOf(all),
      strengthOf(equal(1, 1, { against: implementation("git 2.39") })),
      strengthOf(one(implementation("git 2.39"))),
      strengthOf(drawn),
      strengthOf(some),
      strengthOf(one(published("a table"))),
      strengthOf(one(closedForm("1"))),
    ],
    [
      "exhaustive",
      "exact",
      "cross-implementation",
      "statistical",
      "single-run",
      "single-run",
      "single-run",
    ],
  );
});
