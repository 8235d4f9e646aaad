import assert from "node:assert/strict";
import fc from "fast-check";
import { type Candidate, plan } from "../../../scripts/reproduce/plan/plan.ts";
import type { LastRun } from "../../../scripts/reproduce/plan/last_run.ts";

function candidate(note: string, changes: Partial<Candidate> = {}): Candidate {
  return { note, world: "native", cells: 4, isSettled: false, why: "cell 1 changed", ...changes };
}

const FAILED: LastRun = {
  "s/c": { native: { kind: "cell timeout", message: "m" } },
  "s/a": { native: null },
};

Deno.test("plan() runs what failed first, then the longest, settled notes ahead of all", () => {
  const jobs = plan(
    [
      candidate("s/a"),
      candidate("s/b"),
      candidate("s/c"),
      candidate("s/d", { isSettled: true, why: "nothing changed" }),
    ],
    { timings: { "s/a": { native: 100 }, "s/b": { native: 900 } }, last: FAILED },
  );
  assert.deepEqual(jobs.map(({ note, run }) => `${note} ${run}`), [
    "s/d false",
    "s/c true",
    "s/b true",
    "s/a true",
  ]);
});

Deno.test("plan() orders notes that were never timed by their cells, at the pace of the others", () => {
  const jobs = plan(
    [
      candidate("s/a", { cells: 10 }),
      candidate("s/b", { cells: 2 }),
      candidate("s/c", { cells: 5 }),
    ],
    { timings: { "s/c": { native: 50 } } },
  );
  assert.deepEqual(jobs.map(({ note, expectedMs }) => [note, expectedMs]), [
    ["s/a", null],
    ["s/c", 50],
    ["s/b", null],
  ]);
});

Deno.test("plan() takes another world's time for a world never timed", () => {
  const [job] = plan([candidate("s/a", { world: "sse4.1" })], {
    timings: { "s/a": { native: 70 } },
  });
  assert.equal(job?.expectedMs, 70);
});

Deno.test("plan() with fresh runs everything and says so", () => {
  const jobs = plan([
    candidate("s/a", { isSettled: true, why: "nothing changed" }),
    candidate("s/b"),
  ], { fresh: true });
  assert.deepEqual(jobs.map(({ run, why }) => [run, why]), [
    [true, "asked for with --fresh"],
    [true, "cell 1 changed"],
  ]);
});

Deno.test("plan() with onlyFailed takes the notes and worlds that failed", () => {
  const jobs = plan([candidate("s/a"), candidate("s/c"), candidate("s/c", { world: "sse4.1" })], {
    onlyFailed: true,
    last: FAILED,
  });
  assert.deepEqual(jobs.map(({ note, world }) => `${note} ${world}`), ["s/c native"]);
});

Deno.test("plan() with onlyFailed refuses when there was no last run", () => {
  assert.throws(() => plan([candidate("s/a")], { onlyFailed: true }), {
    name: "BadInput",
    message: "Cannot run only what failed: no last run is on record, wanted one",
  });
});

Deno.test("plan() says how a note ended that left nothing in the cache", () => {
  const [job] = plan([candidate("s/c", { why: "first run" })], { last: FAILED });
  assert.equal(job?.why, "ended by cell timeout last time");
});

Deno.test("plan() keeps all worlds of a note in one shard", () => {
  const worlds = ["native", "sse4.1"];
  const candidates = ["s/a", "s/b", "s/c"].flatMap((note) =>
    worlds.map((world) => candidate(note, { world }))
  );
  for (const index of [1, 2]) {
    const notes = plan(candidates, { shard: { index, count: 2 } }).map(({ note }) => note);
    const worldsOf = Map.groupBy(notes, (note) => note);
    for (const [note, found] of worldsOf) assert.equal(found.length, 2, note);
  }
});

Deno.test("plan() shards by the weights given, whatever this machine measured", () => {
  const candidates = ["s/a", "s/b", "s/c", "s/d"].map((note) => candidate(note));
  const weights = { "s/a": 10, "s/b": 4, "s/c": 3, "s/d": 3 };
  const notes = (timings: Record<string, { native: number }>) =>
    plan(candidates, { shard: { index: 1, count: 2 }, weights, timings }).map(({ note }) => note);
  assert.deepEqual(notes({}), ["s/a"]);
  assert.deepEqual(notes({ "s/a": { native: 1 }, "s/d": { native: 9999 } }), ["s/a"]);
});

Deno.test("plan() shards together are the whole plan, nothing twice", () => {
  const candidates = fc.uniqueArray(
    fc.record({ note: fc.stringMatching(/^[a-d]{1,3}$/), cells: fc.integer({ min: 1, max: 40 }) }),
    { selector: ({ note }) => note, maxLength: 20 },
  ).map((found) => found.map(({ note, cells }) => candidate(note, { cells })));
  fc.assert(fc.property(candidates, fc.integer({ min: 1, max: 5 }), (all, count) => {
    const shards = Array.from(
      { length: count },
      (_, i) => plan(all, { shard: { index: i + 1, count } }).map(({ note }) => note),
    );
    assert.deepEqual(shards.flat().sort(), all.map(({ note }) => note).sort());
  }));
});

Deno.test("plan() changes nothing it was given", () => {
  const candidates = [candidate("s/b"), candidate("s/a")];
  const before = structuredClone(candidates);
  plan(candidates, { shard: { index: 1, count: 1 } });
  assert.deepEqual(candidates, before);
});
