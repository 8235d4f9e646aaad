import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import type { Contender } from "../../../scripts/bench/contenders/contender.ts";
import type { BenchCase } from "../../../scripts/bench/kernels/bench_case.ts";
import { measure } from "../../../scripts/bench/measure.ts";

const work: BenchCase = {
  name: "double",
  size: "2 numbers",
  gpu: () => Promise.resolve(),
  plain: () => {},
  steps: 2,
};

/** Makes `output`, and takes as long as it is told to; says what it is asked in `asked`. */
function contender(
  name: string,
  { output, times, asked }: { output: readonly number[]; times: number[]; asked: string[] },
): Contender {
  return {
    name,
    prepare: () => {
      asked.push(`${name} prepares`);
      return Promise.resolve({ outputs: [Float32Array.from(output)] });
    },
    run: () => {
      asked.push(name);
      const ms = times.shift()!;
      return Promise.resolve({ ms, cpuMs: 2 * ms });
    },
    forget: () => Promise.resolve(void asked.push(`${name} forgets`)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

Deno.test("measure() lets them run in turn and compares within each round", async () => {
  const asked: string[] = [];
  const a = contender("a", { output: [2, 4], times: [2, 20, 4], asked });
  const b = contender("b", { output: [2, 4], times: [8, 40, 12], asked });
  const { entries } = await measure(work, [a, b], 3);
  deepEqual(
    asked.join(" "),
    "a prepares b prepares a b a b a b a forgets b forgets",
  );
  deepEqual(entries, [
    { contender: "a", ms: 2, cpuMs: 4, ratio: 1, spread: [1, 1] },
    { contender: "b", ms: 6, cpuMs: 12, ratio: 3, spread: [2.5, 3.5] },
  ]);
});

Deno.test("measure() lets a slow one go after three rounds, and keeps its ratios", async () => {
  const asked: string[] = [];
  const a = contender("a", { output: [1], times: [2, 4, 8, 2, 2], asked });
  const slow = contender("slow", { output: [1], times: [4000, 4000, 4000, 1, 1], asked });
  const { entries } = await measure(work, [a, slow], 5);
  equal(asked.filter((name) => name === "slow").length, 3);
  equal(asked.filter((name) => name === "a").length, 5);
  deepEqual(entries[1], {
    contender: "slow",
    ms: 2000,
    cpuMs: 4000,
    ratio: 1000,
    spread: [750, 1500],
  });
});

Deno.test("measure() does not time one that makes something else", async () => {
  const asked: string[] = [];
  const a = contender("a", { output: [2, 4], times: [1], asked });
  const near = contender("near", { output: [2, 4.00001], times: [1], asked });
  const far = contender("far", { output: [2, 4.1], times: [1], asked });
  const short = contender("short", { output: [2], times: [1], asked });
  const nan = contender("nan", { output: [NaN, 4], times: [1], asked });
  const { entries } = await measure(work, [a, near, far, short, nan], 1);
  const [, ...others] = entries.map((entry) => "absent" in entry ? entry.absent : "timed");
  equal(others[0], "timed");
  assert.match(others[1]!, /^element 1 is 4\.0999\d*, wanted 4$/);
  equal(others[2], "1 elements, wanted 2");
  equal(others[3], "element 0 is NaN, wanted 2");
});
