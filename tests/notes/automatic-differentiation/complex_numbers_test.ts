import { ok } from "node:assert/strict";
import {
  type Complex,
  complexNumbers,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/complex_numbers.ts";
import type {
  Name,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/tape.ts";

const z: Complex = [0.6, -0.35];
const of = (op: Name, ...operands: Complex[]) => complexNumbers({ op, of: [] }, operands);

function close([a, b]: Complex, [c, d]: Complex, what: string): void {
  ok(Math.hypot(a - c, b - d) < 1e-15, `${what}: ${a}, ${b} and ${c}, ${d}`);
}

Deno.test("complex functions keep the identities that tie them together", () => {
  const w: Complex = [1.2, 0.8];
  close(of("div", of("mul", z, w), w), z, "product and quotient");
  close(of("sub", of("add", z, w), w), z, "sum and difference");
  close(of("exp", of("log", z)), z, "exp and log");
  close(of("mul", of("sqrt", z), of("sqrt", z)), z, "sqrt");
  const [s, c] = [of("sin", z), of("cos", z)];
  close(of("add", of("mul", s, s), of("mul", c, c)), [1, 0], "sin and cos");
  const turned: Complex = [-z[1], z[0]]; // i z: exp(i z) = cos z + i sin z
  close(of("exp", turned), [c[0] - s[1], c[1] + s[0]], "Euler's formula");
  const [up, down] = [of("exp", z), of("exp", of("neg", z))];
  close(of("tanh", z), of("div", of("sub", up, down), of("add", up, down)), "tanh");
});
