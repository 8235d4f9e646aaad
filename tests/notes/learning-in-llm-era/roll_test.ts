import { ok, strictEqual as equal } from "node:assert/strict";
import { covered, understood } from "../../../notebooks/learning/learning-in-llm-era/prepared.ts";
import { roll, shapeAt } from "../../../notebooks/learning/learning-in-llm-era/roll.ts";
import { study } from "../../../notebooks/learning/learning-in-llm-era/study_order.ts";

const isNear = (got: number, want: number) =>
  ok(Math.abs(got - want) < 1e-12, `${got}, want ${want}`);

Deno.test("the shape goes from a triangle to a pentagon with sides of one, convex all the way", () => {
  const side = (corners: readonly (readonly [number, number])[], i: number, j: number) =>
    Math.hypot(corners[i]![0] - corners[j]![0], corners[i]![1] - corners[j]![1]);
  for (const [i, j] of [[0, 1], [1, 3], [3, 0]] as const) isNear(side(shapeAt(0), i, j), 1);
  for (let i = 0; i < 5; i++) isNear(side(shapeAt(1), i, (i + 1) % 5), 1);
  for (let k = 0; k <= 20; k++) {
    const p = shapeAt(k / 20);
    p.forEach(([x, y], i) => {
      const [[u, v], [s, t]] = [p[(i + 1) % 5]!, p[(i + 2) % 5]!];
      ok((u - x) * (t - v) - (v - y) * (s - u) > -1e-12, `corner ${i} of shape ${k}`);
    });
  }
});

Deno.test("a side lies on the line when a tip begins, and the way is as long as the sides", () => {
  const frames = roll({ tips: 5, framesEach: 4 });
  equal(frames.length, 21);
  for (let tip = 0; tip < 5; tip++) {
    const low = frames[4 * tip]!.corners.filter(([, y]) => Math.abs(y) < 1e-12);
    ok(low.length >= 2, `tip ${tip}`);
  }
  const last = frames.at(-1)!.corners.filter(([, y]) => Math.abs(y) < 1e-12);
  equal(last.length, 2);
});

Deno.test("prepared answers cover what harmonic numbers say; a rule is complete when all hangs together", () => {
  isNear(covered(2500, 0), 0.25);
  const harmonic = (n: number) =>
    Array.from({ length: n }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b);
  isNear(covered(100, 1), harmonic(100) / harmonic(10_000));
  equal(understood(0, 0), 0);
  equal(understood(1, 0), 1 / 10_000);
  equal(understood(5000, 0), 1);
});

Deno.test("with a network for each topic the order of topics makes no difference", () => {
  const one = study("topic by topic", { seed: 3, apart: true });
  equal(one, study("shuffled", { seed: 3, apart: true }));
  ok(one > 0.8);
});
