import { ok, strictEqual as equal } from "node:assert/strict";
import {
  activation,
  ACTIVATION_LAW,
  FIXED_LAW,
  recall,
  recallAfter,
  repeat,
} from "../../../notebooks/learning/spaced-repetition/memory_law.ts";

const DAY = 86_400;
const isNear = (got: number, want: number) =>
  ok(Math.abs(got - want) < 1e-12, `${got}, want ${want}`);

Deno.test("one trace fades as a power of its age", () => {
  const { a, h, tau, s } = ACTIVATION_LAW;
  const traces = repeat([], 0, ACTIVATION_LAW);
  equal(traces[0]!.decay, a);
  const m = -a * Math.log(h * DAY);
  isNear(activation(traces, DAY, ACTIVATION_LAW), m);
  isNear(recall(traces, DAY, ACTIVATION_LAW), 1 / (1 + Math.exp((tau - m) / s)));
});

Deno.test("a second trace fades faster the sooner it comes, and not at all faster with c = 0", () => {
  const second = (gap: number, law = ACTIVATION_LAW) =>
    repeat(repeat([], 0, law), gap, law)[1]!.decay;
  isNear(second(DAY), 0.177 + 0.217 * (0.025 * DAY) ** -0.177);
  ok(second(60) > second(DAY) && second(DAY) > second(30 * DAY));
  equal(second(60, FIXED_LAW), FIXED_LAW.a);
});

Deno.test("without a trace there is nothing to recall, and ages below one unit count as one", () => {
  equal(recall([], DAY, ACTIVATION_LAW), 0);
  equal(recallAfter([0], 1, ACTIVATION_LAW), recallAfter([0], 40, ACTIVATION_LAW));
});
