import { ok, strictEqual as equal, throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import * as optim from "@rederive/lib/optim";
import golden from "./fixtures/optim_golden.json" with { type: "json" };

const { cosine, exponential, inverseSqrt, linearDecay, oneCycle, stairs, warmup } = optim;

const schedules: Record<keyof typeof golden.schedules, optim.Schedule> = {
  cosine: cosine({ steps: 10, floor: 0.25 }),
  oneCycle: oneCycle({ steps: 20 }),
  "oneCycle, wide": oneCycle({ steps: 10, peak: 0.5, start: 4, end: 2 }),
  stairs: stairs({ every: 3, factor: 0.5 }),
  exponential: exponential({ factor: 0.75 }),
  linear: linearDecay({ steps: 8, floor: 0.2 }),
  warmup: warmup({ steps: 4 }),
};

for (const [name, want] of Object.entries(golden.schedules)) {
  Deno.test(`${name}: PyTorch's scheduler gives the same factors`, () => {
    const schedule = schedules[name as keyof typeof schedules];
    // PyTorch multiplies the last factor on, step by step, in f64.
    assertClose(want.map((_, step) => schedule(step)), want, { abs: 1e-14, rel: 0 });
  });
}

Deno.test("cosine() falls evenly about its middle and warms up first", () => {
  const factor = cosine({ steps: 110, warmup: 10, floor: 0.1 });
  equal(factor(0), 0.1);
  equal(factor(9), 1);
  equal(factor(10), 1);
  for (let k = 0; k <= 100; k++) {
    assertClose([factor(10 + k) + factor(110 - k)], [1.1], { abs: 1e-12, rel: 0 });
    ok(factor(10 + k) >= factor(11 + k));
  }
  assertClose([factor(110), factor(1000)], [0.1, 0.1], { abs: 1e-12, rel: 0 });
});

Deno.test("linearDecay() warms up, and falls by the same share every step", () => {
  const factor = linearDecay({ steps: 14, warmup: 4, floor: 0.5 });
  const want = [0.25, 0.5, 0.75, 1, ...Array.from({ length: 11 }, (_, k) => 1 - 0.05 * k), 0.5];
  assertClose(want.map((_, step) => factor(step)), want, { abs: 1e-15, rel: 0 });
});

Deno.test("inverseSqrt() is the first Transformer's schedule over its peak", () => {
  const [rising, C] = [40, 512];
  const factor = inverseSqrt({ warmup: rising });
  const rate = (step: number) => C ** -0.5 * Math.min(step ** -0.5, step * rising ** -1.5);
  const steps = Array.from({ length: 300 }, (_, i) => i + 1);
  const got = steps.map((step) => factor(step - 1));
  assertClose(got, steps.map((step) => rate(step) / rate(rising)), { abs: 1e-14, rel: 0 });
});

Deno.test("schedules name what they cannot follow", () => {
  throws(
    () => warmup({ steps: 0 }),
    /Cannot warm up over 0 steps: wanted a whole number from 1 up/,
  );
  throws(() => cosine({ steps: 1.5 }), /Cannot follow a cosine over 1.5 steps/);
  throws(() => linearDecay({ steps: -1 }), /Cannot follow a line over -1 steps/);
  throws(() => inverseSqrt({ warmup: 0 }), /Cannot warm up over 0 steps/);
  throws(() => stairs({ every: 0, factor: 1 }), /Cannot step down over 0 steps/);
  throws(
    () => oneCycle({ steps: 10, peak: 1 }),
    /a cycle of 10 steps: its peak is at 1 of them, wanted it between the first step and the last/,
  );
});
