import assert from "node:assert/strict";
import { dataReads } from "../../../scripts/reproduce/cache/data_reads.ts";

/** Modification times; a path that is not here does not exist. */
const TIMES: Record<string, number> = {
  "/r/data/x.json": 1,
  "/r/lib/a.ts": 1,
  "/r/lib/worker.ts": 1,
  "/home/a/own.csv": 1,
  "/tmp/old.csv": 1,
  "/tmp/new.csv": 9,
  "/r/data/hot.json": 9,
};

function reads(...paths: string[]): string[] | null {
  return dataReads(paths, {
    inside: ["/r", "/elsewhere"],
    known: ["/r/lib/a.ts", "/r/deno.json"],
    folders: ["/r/.rederive", "/home/a/.cache/deno"],
    since: 5,
    modified: (path) => TIMES[path] ?? null,
  });
}

Deno.test("dataReads() keeps data, each once and sorted", () => {
  assert.deepEqual(reads("/r/lib/worker.ts", "/r/data/x.json", "/r/data/x.json"), [
    "/r/data/x.json",
    "/r/lib/worker.ts",
  ]);
});

for (
  const path of [
    "/r/lib/a.ts",
    "/r/deno.json",
    "/r/node_modules/chai/index.js",
    "/r/.rederive/pids/1",
    "/home/a/.cache/deno/gen/x.js",
    "/proc/self/status",
    "/usr/lib/libvulkan.so",
    "/etc/ld.so.cache",
  ]
) {
  Deno.test(`dataReads() leaves out ${path}`, () => assert.deepEqual(reads(path), []));
}

Deno.test("dataReads() keeps a file of the tree that was looked for in vain", () => {
  assert.deepEqual(reads("/r/data/not-yet.json", "/elsewhere/x"), [
    "/elsewhere/x",
    "/r/data/not-yet.json",
  ]);
});

Deno.test("dataReads() keeps older files from anywhere, not those that came and went", () => {
  assert.deepEqual(reads("/home/a/own.csv", "/tmp/old.csv", "/tmp/new.csv", "/tmp/gone.csv"), [
    "/home/a/own.csv",
    "/tmp/old.csv",
  ]);
});

Deno.test("dataReads() gives up when data of the tree changed during the run", () => {
  assert.equal(reads("/r/data/x.json", "/r/data/hot.json"), null);
});
