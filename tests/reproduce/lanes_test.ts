import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { runLanes } from "../../scripts/reproduce/lanes.ts";

function trial(count: number, lanes: number, options: { stopAfter?: number } = {}) {
  const stop = new AbortController();
  const warmed: number[] = [];
  const worked: [job: number, lane: number][] = [];
  const discarded: number[] = [];
  let busy = 0, mostBusy = 0, mostIdle = 0;
  const done = runLanes(Array.from({ length: count }, (_, i) => i), {
    lanes,
    signal: stop.signal,
    warm: (job) => {
      warmed.push(job);
      mostIdle = Math.max(mostIdle, warmed.length - worked.length - discarded.length);
      return Promise.resolve(job);
    },
    work: async (job, worker, lane) => {
      mostBusy = Math.max(mostBusy, ++busy);
      equal(await worker, job, "a job gets its own worker");
      for (let i = 0; i <= job % 3; i++) await Promise.resolve();
      worked.push([job, lane]);
      if (worked.length === options.stopAfter) stop.abort();
      busy--;
    },
    discard: (job) => {
      discarded.push(job);
      return Promise.resolve();
    },
  });
  return done.then(() => ({ warmed, worked, discarded, mostBusy, mostIdle }));
}

for (const [count, lanes] of [[0, 2], [1, 2], [2, 1], [7, 2], [9, 3]] as const) {
  Deno.test(`runLanes() does ${count} jobs once each on ${lanes} lanes`, async () => {
    const { warmed, worked, discarded, mostBusy, mostIdle } = await trial(count, lanes);
    const all = Array.from({ length: count }, (_, i) => i);
    deepEqual(worked.map(([job]) => job).sort((a, b) => a - b), all);
    deepEqual([...warmed].sort((a, b) => a - b), all);
    deepEqual(discarded, []);
    ok(mostBusy <= lanes, `${mostBusy} jobs at once on ${lanes} lanes`);
    ok(mostIdle <= 2 * lanes, `${mostIdle} workers alive for ${lanes} lanes`);
  });
}

Deno.test("runLanes() stops taking jobs once aborted, and ends the spare workers", async () => {
  const { warmed, worked, discarded } = await trial(20, 2, { stopAfter: 3 });
  ok(worked.length < 20);
  deepEqual([...worked.map(([job]) => job), ...discarded].sort(), [...warmed].sort());
});

Deno.test("runLanes() passes on what work() throws", async () => {
  await rejects(
    runLanes([1], {
      lanes: 1,
      signal: new AbortController().signal,
      warm: () => Promise.resolve(0),
      work: () => Promise.reject(new Error("work broke")),
      discard: () => Promise.resolve(),
    }),
    /work broke/,
  );
});
