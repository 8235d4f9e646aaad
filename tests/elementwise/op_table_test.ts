import { ok } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { pointwise, type PointwiseName } from "@rederive/lib/elementwise";
import { samples } from "./samples.ts";

const E = Math.E;
/** Values known without the table: inputs, then the value. */
const known: Record<PointwiseName, readonly (readonly number[])[]> = {
  add: [[1, 2, 3]],
  sub: [[1, 2, -1]],
  mul: [[-3, 2, -6]],
  div: [[3, 2, 1.5]],
  neg: [[2, -2]],
  square: [[-3, 9]],
  reciprocal: [[-4, -0.25]],
  sqrt: [[9, 3]],
  rsqrt: [[4, 0.5]],
  pow: [[2, 10, 1024], [9, -0.5, 1 / 3]],
  exp: [[0, 1], [1, E]],
  log: [[1, 0], [E * E, 2]],
  sin: [[0, 0], [Math.PI / 6, 0.5]],
  cos: [[0, 1], [Math.PI / 3, 0.5]],
  tanh: [[0, 0], [Math.log(2), 0.6]],
  sigmoid: [[0, 0.5], [Math.log(3), 0.75], [-Math.log(3), 0.25]],
  softplus: [[0, Math.log(2)], [Math.log(E - 1), 1], [100, 100]],
  relu: [[-2, 0], [0, 0], [2, 2]],
  silu: [[0, 0], [Math.log(3), 0.75 * Math.log(3)]],
  quickGelu: [[0, 0], [Math.log(3) / 1.702, 0.75 * Math.log(3) / 1.702]],
  // Phi(1) is in every table
  normalCdf: [[0, 0.5], [1, 0.8413447460685429], [-1, 0.15865525393145707], [40, 1]],
  gelu: [[0, 0], [1, 0.8413447460685429], [-1, -0.15865525393145707], [100, 100]],
  // 1 Phi(1) is 0.841345; the tanh form is known to be within 5e-4 of it
  geluTanh: [[0, 0], [100, 100], [-100, 0]],
  abs: [[-2, 2], [3, 3]],
  min: [[1, 2, 1], [5, -2, -2]],
  max: [[1, 2, 2], [5, -2, 5]],
  clamp: [[5, 0, 1, 1], [-5, 0, 1, 0], [0.5, 0, 1, 0.5]],
  where: [[1, 7, 8, 7], [0, 7, 8, 8], [-2, 7, 8, 7]],
  sign: [[-3, -1], [0, 0], [9, 1]],
  floor: [[-1.5, -2], [1.5, 1]],
  ceil: [[-1.5, -1], [1.5, 2]],
  round: [[0.5, 0], [1.5, 2], [2.5, 2], [-0.5, 0], [-1.5, -2], [1.2, 1], [-1.7, -2]],
  equal: [[1, 1, 1], [1, 2, 0]],
  notEqual: [[1, 1, 0], [1, 2, 1]],
  less: [[1, 2, 1], [1, 1, 0], [2, 1, 0]],
  lessEqual: [[1, 2, 1], [1, 1, 1], [2, 1, 0]],
  greater: [[1, 2, 0], [1, 1, 0], [2, 1, 1]],
  greaterEqual: [[1, 2, 0], [1, 1, 1], [2, 1, 1]],
};

for (const [name, op] of Object.entries(pointwise)) {
  Deno.test(`pointwise.${name} has the values known for it`, () => {
    for (const row of known[name as PointwiseName]) {
      const [a = 0, b = 0, c = 0] = row.slice(0, -1);
      ok(row.length === op.inputs + 1);
      // a handful of roundings of f64
      assertClose([op.f64(a, b, c)], [row.at(-1)!], { abs: 1e-15, rel: 1e-15 });
    }
  });

  Deno.test(`pointwise.${name} has the derivatives central differences give`, () => {
    ok(op.derivatives.length === op.inputs);
    for (const place of samples[name as PointwiseName].smooth) {
      const [a = 0, b = 0, c = 0] = place;
      const y = op.f64(a, b, c);
      for (const [input, { f64 }] of op.derivatives.entries()) {
        // Five points: the error is h^4 / 30 times the fifth derivative, at most about 1e5 of the
        // value here, and 1.5 u / h = 2e-13 of it.
        const h = 1e-3;
        const at = (step: number) => {
          const moved = [a, b, c];
          moved[input]! += step;
          return op.f64(moved[0]!, moved[1]!, moved[2]!);
        };
        const slope = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
        assertClose([f64(a, b, c, y)], [slope], { abs: 1e-8, rel: 1e-8 });
      }
    }
  });
}

Deno.test("pointwise.geluTanh is within 5e-4 of a Phi(a)", () => {
  // Phi by Abramowitz and Stegun's table 26.1
  const normal = [[0.5, 0.69146246], [1, 0.84134475], [2, 0.97724987], [-1, 0.15865525]] as const;
  for (const [a, phi] of normal) {
    assertClose([pointwise.geluTanh.f64(a, 0, 0)], [a * phi], { abs: 5e-4, rel: 0 });
  }
});

Deno.test("pointwise halves the slope at ties of min and max and keeps it at clamp's bounds", () => {
  for (const name of ["min", "max"] as const) {
    const slopes = pointwise[name].derivatives.map(({ f64 }) => f64(2, 2, 0, 2));
    assertClose(slopes, [0.5, 0.5], { abs: 0, rel: 0 });
  }
  const clamp = pointwise.clamp.derivatives.map(({ f64 }) => f64(1, 1, 2, 1));
  assertClose(clamp, [1, 0, 0], { abs: 0, rel: 0 });
  const kinks = [pointwise.relu, pointwise.abs].map(({ derivatives }) =>
    derivatives[0]!.f64(0, 0, 0, 0)
  );
  assertClose(kinks, [0, 0], { abs: 0, rel: 0 });
});
