import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { gpuTest } from "../../gpu/with_gpu.ts";
import { drawNews, F, T } from "../../../notebooks/retrieval/learning-to-rank/news.ts";
import { trainSetScorer } from "../../../notebooks/retrieval/learning-to-rank/set_scorer.ts";

Deno.test("drawNews() marks the best of each topic", () => {
  for (const { x, grades, merit } of drawNews(0, { lists: 50, wanted: "best of its topic" })) {
    const topics = Array.from({ length: T }, (_, i) => x.slice(i * F, i * F + F - 1).indexOf(1));
    for (const [i, topic] of topics.entries()) {
      const rivals = merit.filter((_, k) => topics[k] === topic);
      equal(grades[i], Number(merit[i] === Math.max(...rivals)));
    }
  }
  const good = drawNews(0, { lists: 50, wanted: "good" });
  for (const { grades, merit } of good) deepEqual(grades, merit.map((q) => Number(q > 0.25)));
});

Deno.test("drawNews() compares with the average of the list", () => {
  for (const { grades, merit } of drawNews(0, { lists: 50, wanted: "above the average" })) {
    const sum = merit.reduce((a, b) => a + b);
    deepEqual(grades, merit.map((q) => Number(T * q > sum)));
  }
  for (const { grades, merit } of drawNews(0, { lists: 50, wanted: "near the average" })) {
    const sum = merit.reduce((a, b) => a + b);
    const away = merit.map((q) => Math.abs(T * q - sum));
    equal(grades.filter(Boolean).length, T / 2);
    const [wanted, other] = [1, 0].map((v) => away.filter((_, i) => grades[i] === v));
    ok(Math.max(...wanted!) < Math.min(...other!), "the nearer half is wanted");
  }
});

gpuTest(
  "a trained set scorer gives shuffled lists shuffled scores, and lets its arrays go",
  async (gpu) => {
    using scorer = await trainSetScorer(gpu, { seed: 0, steps: 3 });
    const lists = drawNews(9, { lists: 5, wanted: "best of its topic" });
    const backwards = lists.map((list) => {
      const rows = Array.from({ length: T }, (_, i) => list.x.slice((T - 1 - i) * F, (T - i) * F));
      return { ...list, x: Float64Array.from(rows.flatMap((row) => [...row])) };
    });
    const [scores, turned] = [await scorer.scores(lists), await scorer.scores(backwards)];
    // f32 sums of 8 and 16 terms in another order
    scores.forEach((s, at) => {
      const other = turned[at - at % T + (T - 1 - at % T)]!;
      ok(Math.abs(s - other) < 1e-5, `${s}, want ${other}`);
    });
    ok(new Set(scores).size > 30, "scores that tell documents apart");
  },
);
