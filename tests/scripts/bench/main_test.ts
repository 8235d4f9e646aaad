import { deepStrictEqual as deepEqual, rejects } from "node:assert/strict";
import type { MakeCase } from "../../../scripts/bench/kernels/bench_case.ts";
import { bench, type Settings } from "../../../scripts/bench/main.ts";

const nothing = () => Promise.reject(new Error("measured"));
const some: MakeCase[] = ["softmax", "sum of rows"].map((name) => () =>
  Promise.resolve({ name, size: "8 x 8", gpu: nothing, plain: () => {} })
);
const settings = (words: string[], bars = false): Settings => ({
  words,
  bars,
  rounds: 1,
  peers: [],
  json: undefined,
  keep: undefined,
  list: true,
});

/** The lines that it says. */
async function listed(words: string[]): Promise<unknown[]> {
  const lines: unknown[] = [];
  const log = console.log;
  console.log = (line) => lines.push(line);
  try {
    await bench(settings(words), some);
  } finally {
    console.log = log;
  }
  return lines;
}

Deno.test("the bench takes the cases that have all of the words", async () => {
  deepEqual(await listed(["rows", "sum"]), ["sum of rows, 8 x 8"]);
  deepEqual(await listed([]), ["softmax, 8 x 8", "sum of rows, 8 x 8"]);
});

Deno.test("the bench refuses words that no case has", async () => {
  await rejects(bench(settings(["soft", "sum"]), some), {
    name: "BadInput",
    message: 'Cannot measure "soft sum": no case has these words in its name',
    try: "deno task bench --list",
  });
  await rejects(bench(settings(["rows"], true), some), {
    message:
      'Cannot measure "rows": no case of which something is wanted has these words in its name',
  });
});
