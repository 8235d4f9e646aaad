import { ok, strictEqual as equal } from "node:assert/strict";
import {
  clearanceOf,
  drawExamples,
  REACH,
  STEPS,
  succeeds,
} from "../../../notebooks/multimodal/actions/course.ts";

const line = (y: number) => Array.from({ length: STEPS + 1 }, () => y);

Deno.test("straight ahead hits the obstacle; far to the side misses the goal", () => {
  equal(clearanceOf(line(0)), 0);
  equal(succeeds(line(0)), false);
  equal(succeeds(line(0.3)), false);
});

Deno.test("clearanceOf() looks between steps", () => {
  ok(clearanceOf(line(0).map((_, step) => step <= STEPS / 2 ? 0.3 : -0.3)) < 0.1);
});

Deno.test("what the expert plans succeeds, and both sides are drawn", () => {
  const examples = drawExamples(400, { seed: 1 }).filter(({ view }) => view.step === 0);
  let left = 0;
  for (const { view, plan } of examples) {
    const track = [view.y];
    for (const action of plan) track.push(track.at(-1)! + REACH * action);
    ok(succeeds(track));
    left += Number(track[STEPS / 2]! < 0);
  }
  ok(left > examples.length / 3 && left < (2 / 3) * examples.length, `${left}`);
});

Deno.test("a plan from the middle has no actions behind the end", () => {
  const late = drawExamples(400, { seed: 2 }).find(({ view }) => view.step >= 5)!;
  equal(late.plan.length, STEPS);
  ok(late.plan.slice(STEPS - late.view.step).every((action) => action === 0));
  ok(late.plan[0] !== 0);
});
