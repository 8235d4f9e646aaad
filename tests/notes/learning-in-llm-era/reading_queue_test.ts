import { deepStrictEqual as deepEqual, ok } from "node:assert/strict";
import { drawDay, readAll } from "../../../notebooks/learning/learning-in-llm-era/reading_queue.ts";

const day = (gaps: number[], works: number[]) => ({
  gaps: Float64Array.from(gaps),
  works: Float64Array.from(works),
});

Deno.test("pieces are read one after the other, in the order in which they came", () => {
  // come at 1, 2, 10; read from 1 to 5, 5 to 6, 10 to 11
  deepEqual(readAll(day([1, 1, 8], [4, 1, 1])), {
    throughput: 3 / 11,
    stay: (4 + 4 + 1) / 3,
    unread: 0,
  });
});

Deno.test("a piece that finds the limit waiting is passed on unread", () => {
  // at 2 one is being read; at 6 it has been
  deepEqual(readAll(day([1, 1, 4], [4, 1, 1]), 1), { throughput: 2 / 7, stay: 2.5, unread: 1 / 3 });
});

Deno.test("a day has the rate that was asked for, and another seed another day", () => {
  const { gaps, works } = drawDay({ rate: 4, pieces: 20_000, seed: 0 });
  const mean = (x: Float64Array) => x.reduce((sum, v) => sum + v, 0) / x.length;
  ok(Math.abs(mean(gaps) - 0.25) < 0.01 && Math.abs(mean(works) - 1) < 0.03);
  ok(drawDay({ rate: 4, pieces: 1, seed: 1 }).gaps[0] !== gaps[0]);
});
