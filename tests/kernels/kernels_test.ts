/** The index of kernels is true: complete, as the code runs, with the limits that are refused. */
import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { openGpu } from "@rederive/lib/gpu";
import { entries } from "./entries.ts";
import { findKernels, needsOfPoison } from "./find_kernels.ts";
import { formatIndex } from "./format.ts";
import { loops } from "./loops.ts";
import { LIB, WGSL } from "./wgsl.ts";

const TESTS = new URL("../", import.meta.url);

/** Only for tests of the device itself. */
const UNSEEN = ["gpu/poison.wgsl poison"];

/** Read where there are no subgroups, those are of another size than this device's, or there is more. */
const ELSEWHERE = [
  "attention/walk.wgsl",
  "attention/walk_direct.wgsl",
  "cluster/eight_by_each.wgsl",
  "gpu/reads_texels.wgsl",
  "matmul/left_by_each.wgsl",
];

Deno.test("the index names every kernel and every text of lib, and is as it was written", async () => {
  const found = await findKernels();
  const needs = [...found.values()].flatMap(({ cpu, gpu }) => [cpu, gpu]);
  const kernels = new Set(needs.flatMap(({ kernels }) => kernels));
  const all = WGSL.flatMap(({ file, kernels }) => kernels.map((name) => `${file} ${name}`));
  deepEqual(all.filter((kernel) => !kernels.has(kernel)), UNSEEN);
  deepEqual((await needsOfPoison()).kernels, UNSEEN);
  const files = new Set([...needs.flatMap(({ files }) => files), ...ELSEWHERE, "gpu/poison.wgsl"]);
  deepEqual(WGSL.map(({ file }) => file).filter((file) => !files.has(file)), []);
  equal(await Deno.readTextFile(`${LIB}KERNELS.md`), formatIndex(found));
});

Deno.test("every operation of the index is exported, and its test holds it to a bound", async () => {
  const wrong: string[] = [];
  for (const { op, part, test, names = test, accuracy } of entries) {
    const [name, method] = op.split(/[.,]/);
    const exported: object = await import(`../../lib/${part}/mod.ts`);
    if (!(name! in exported)) wrong.push(`${part} has no ${name}`);
    const text = await Deno.readTextFile(new URL(test, TESTS));
    const called = op.includes(".") ? method! : name!;
    const naming = await Deno.readTextFile(new URL(names, TESTS));
    if (!naming.includes(called)) wrong.push(`${names} says nothing of ${called}`);
    if (accuracy.includes("gamma(") && !/gamma|bounds|tolerance/.test(text)) {
      wrong.push(`${test} knows no gamma`);
    }
  }
  deepEqual(wrong, []);
});

Deno.test("what is beyond the limits of the index is refused by those numbers", async () => {
  using gpu = await openGpu();
  for (const { op, limits, refused } of entries) {
    equal(limits === undefined, refused === undefined, op);
    if (!limits || !refused) continue;
    const message = await refused(gpu).then(() => "nothing was thrown", String);
    for (const [number] of limits.matchAll(/\d+/g)) {
      ok(new RegExp(`\\b${number}\\b`).test(message), `${op}, ${number}: ${message}`);
    }
  }
  await gpu.idle();
});

Deno.test("the index says of every text with loops how their turns are bounded", () => {
  deepEqual(Object.keys(loops), WGSL.filter((each) => each.loops).map(({ file }) => file));
});
