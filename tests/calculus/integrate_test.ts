import assert from "node:assert/strict";
import { integrate } from "@rederive/lib/calculus";

const spring = (_t: number, [x, v]: readonly number[]) => [v!, -x!];

Deno.test("integrate() follows a spring to fourth order", () => {
  const error = (steps: number) =>
    Math.abs(integrate(spring, [1, 0], { to: 1, steps }).at(-1)![0]! - Math.cos(1));
  assert(error(20) < 0.05 ** 4 / 60);
  assert(Math.abs(error(10) / error(20) - 16) < 1);
});

Deno.test("integrate() is exact when the rate is a cubic of time alone", () => {
  const states = integrate((t) => [4 * t ** 3], [1], { from: -1, to: 1, steps: 4 });
  assert.deepEqual(states.map(([y]) => y), [1, 0.0625, 0, 0.0625, 1]);
});

Deno.test("integrate() returns every state and leaves the start alone", () => {
  const start = [1, 0];
  const states = integrate(spring, start, { to: 2, steps: 3 });
  assert.equal(states.length, 4);
  assert.deepEqual(states[0], [1, 0]);
  assert.deepEqual(start, [1, 0]);
});

for (const steps of [0, -1, 1.5, NaN]) {
  Deno.test(`integrate() refuses ${steps} steps`, () => {
    assert.throws(
      () => integrate(spring, [1, 0], { to: 1, steps }),
      new RangeError(`Cannot integrate: steps is ${steps}, wanted a whole number from 1 up`),
    );
  });
}
