import { binary, unary } from "../pointwise_op.ts";

/** Sums, products, powers and roots. */
export const arithmetic = {
  add: binary("a + b", (a, b) => a + b, ["vec4f(1.0)", () => 1], ["vec4f(1.0)", () => 1]),
  sub: binary("a - b", (a, b) => a - b, ["vec4f(1.0)", () => 1], ["vec4f(-1.0)", () => -1]),
  mul: binary("a * b", (a, b) => a * b, ["b", (_a, b) => b], ["a", (a) => a]),
  div: binary("a / b", (a, b) => a / b, ["1.0 / b", (_a, b) => 1 / b], [
    "-y / b",
    (_a, b, y) => -y / b,
  ]),
  neg: unary("-a", (a) => -a, ["vec4f(-1.0)", () => -1]),
  square: unary("a * a", (a) => a * a, ["2.0 * a", (a) => 2 * a]),
  reciprocal: unary("1.0 / a", (a) => 1 / a, ["-y * y", (_a, y) => -y * y]),
  /** For a >= 0; its slope at 0 is infinite. */
  sqrt: unary("sqrt(a)", Math.sqrt, ["0.5 / y", (_a, y) => 0.5 / y]),
  /** For a > 0. */
  rsqrt: unary("inverseSqrt(a)", (a) => 1 / Math.sqrt(a), [
    "-0.5 * y / a",
    (a, y) => -0.5 * y / a,
  ]),
  /** For a > 0, as WGSL has it; a whole power of a negative number is `square` or a product. */
  pow: binary("pow(a, b)", (a, b) => a ** b, ["b * y / a", (a, b, y) => b * y / a], [
    "y * log(a)",
    (a, _b, y) => y * Math.log(a),
  ]),
} as const;
