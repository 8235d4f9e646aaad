import { ok } from "node:assert/strict";
import {
  fieldByIntegral,
  fieldOf,
  scoreOf,
} from "../../../notebooks/multimodal/actions/flow_fields.ts";
import { bendOf, endOf, follow } from "../../../notebooks/multimodal/actions/follow.ts";

const two = { means: [-1, 1], sd: 0.2 };

Deno.test("the field of a mixture is the integral over its data", () => {
  for (const t of [0, 0.3, 0.6, 0.9]) {
    for (const x of [-1.7, -0.2, 0, 0.4, 1.1]) {
      const [got, want] = [fieldOf(two)(x, t), fieldByIntegral(two, x, t)];
      ok(Math.abs(got - want) < 1e-9 * (1 + Math.abs(want)), `${x}, ${t}: ${got}, ${want}`);
    }
  }
});

Deno.test("the score of one normal distribution is linear", () => {
  const score = scoreOf({ means: [0.5], sd: 0.2 }, "straight");
  const [x, t] = [0.9, 0.5];
  const want = -(x - 0.25) / (0.25 * 0.04 + 0.25);
  ok(Math.abs(score(x, t) - want) < 1e-6);
});

Deno.test("follow() of one normal distribution gets from noise to data", () => {
  const field = fieldOf({ means: [0.5], sd: 0.2 });
  for (const start of [-1, 0, 2]) {
    const end = endOf(follow(field, start, { steps: 4000 }));
    ok(Math.abs(end - (0.5 + 0.2 * start)) < 1e-3, `${start}: ${end}`);
  }
});

Deno.test("one step of Euler ends at the mean, and against the field away from it", () => {
  const field = fieldOf(two);
  ok(Math.abs(endOf(follow(field, 1.3, { steps: 1 }))) < 1e-12);
  ok(Math.abs(endOf(follow(field, 1.3, { steps: 50, sign: -1 }))) > 1.5);
});

Deno.test("bendOf() of a straight path is 0", () => {
  const field = () => 2;
  ok(bendOf(field, follow(field, 0, { steps: 10 })) < 1e-12);
  const turning = (_: number, t: number) => t < 0.5 ? 0 : 2;
  ok(Math.abs(bendOf(turning, follow(turning, 0, { steps: 10 })) - 1) < 1e-12);
});
