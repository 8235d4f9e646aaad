import assert from "node:assert/strict";
import { differentiate } from "@rederive/lib/calculus";

Deno.test("differentiate() is exact for polynomials up to the fourth degree", () => {
  const f = (t: number): [number, number] => [t ** 4 - t, 3 * t * t];
  const [quartic, square] = differentiate(f, 2, { step: 0.25 });
  assert.equal(quartic, 31); // every number involved is a dyadic fraction
  assert.equal(square, 12);
});

Deno.test("differentiate() is of fourth order", () => {
  const error = (step: number) =>
    differentiate((t) => [Math.sin(t)], 1, { step })[0]! - Math.cos(1);
  const want = 0.1 ** 4 / 30 * Math.cos(1); // the leading term, step^4 / 30 f^(5)
  assert(Math.abs(error(0.1) / -want - 1) < 0.01);
  assert(Math.abs(error(0.1) / error(0.05) - 16) < 0.1);
});

Deno.test("differentiate() keeps 1e-10 with its default step", () => {
  for (const t of [0, 1, 10]) {
    const [got] = differentiate((s) => [3 * Math.sin(3 * s)] as [number], t);
    assert(Math.abs(got - 9 * Math.cos(3 * t)) < 1e-10);
  }
});
