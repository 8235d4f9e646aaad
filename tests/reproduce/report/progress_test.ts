import assert from "node:assert/strict";
import { Progress } from "../../../scripts/reproduce/report/progress.ts";
import { noteResult } from "./sample_run.ts";

function plan(times: (number | null)[], { lanes = 1, cells = [] as number[] } = {}) {
  const progress = new Progress();
  progress.on({
    type: "plan",
    lanes,
    jobs: times.map((expectedMs, i) => ({
      note: `n/${i}`,
      world: "native",
      why: "",
      run: true,
      expectedMs,
      ...(cells[i] === undefined ? {} : { cells: cells[i] }),
    })),
  }, 0);
  const start = (i: number, lane: number, now: number, count = 10) =>
    progress.on(
      { type: "start", note: `n/${i}`, world: "native", lane, cells: count, attempt: 1 },
      now,
    );
  const end = (i: number, lane: number, now: number) =>
    progress.on({ type: "end", lane, result: noteResult(`n/${i}`) }, now);
  return { progress, start, end };
}

Deno.test("Progress hands waiting notes to the lane that is free first", () => {
  assert.equal(plan([4000, 3000, 2000], { lanes: 2 }).progress.remaining(0), 5000);
  assert.equal(plan([4000, 3000, 2000], { lanes: 3 }).progress.remaining(0), 4000);
  assert.equal(plan([4000, 3000, 2000]).progress.remaining(0), 9000);
});

Deno.test("Progress takes the usual time for notes never measured, and none if none was", () => {
  assert.equal(plan([4000, null, 2000]).progress.remaining(0), 9000);
  assert.equal(plan([null, null]).progress.remaining(0), null);
});

Deno.test("Progress learns from finished notes how fast this machine is", () => {
  const { progress, start, end } = plan([1000, 1000, 1000]);
  start(0, 0, 0);
  end(0, 0, 2000);
  assert.equal(progress.remaining(2000), 4000);
  start(1, 0, 2000);
  assert.equal(progress.remaining(2500), 3500);
  // a note that takes longer than expected has nothing left, never less than nothing
  assert.equal(progress.remaining(9000), 2000);
});

Deno.test("Progress counts cells, guessing those of notes not opened yet", () => {
  const { progress, start, end } = plan([1, 1, 1], { cells: [30, 10] });
  assert.deepEqual(progress.cells(), { done: 0, of: 60 });
  start(0, 0, 0, 30);
  progress.on({
    type: "cell",
    note: "n/0",
    world: "native",
    lane: 0,
    ordinal: 12,
    cells: 30,
    status: "ok",
    ms: 1,
  }, 1);
  assert.deepEqual(progress.cells(), { done: 12, of: 60 });
  end(0, 0, 2);
  assert.deepEqual(progress.cells(), { done: 30, of: 60 });
  assert.equal(progress.waiting, 2);
});

Deno.test("Progress starts anew with each plan of a watch", () => {
  const { progress, start, end } = plan([1000]);
  start(0, 0, 0);
  end(0, 0, 500);
  const job = { note: "n/0", world: "native", why: "", run: true, expectedMs: 1000, cells: 10 };
  progress.on({ type: "plan", lanes: 1, jobs: [job] }, 9000);
  assert.deepEqual(progress.cells(), { done: 0, of: 10 });
  assert.equal(progress.remaining(9000), 1000);
  assert.equal(progress.elapsed(9100), 100);
});
