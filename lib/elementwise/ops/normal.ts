import { normalCdf } from "../../reference/activations.ts";
import { unary } from "../pointwise_op.ts";

// Phi(a) = erfc(-a / sqrt 2) / 2 by the rational Chebyshev fit of Numerical Recipes (erfcc), off by at
// most 1.2e-7 of the value; right of 0 by 1 - Phi(-a). From 1 + erf(a) the tail would cancel.
const FIT = [
  "0.17087277",
  "-0.82215223",
  "1.48851587",
  "-1.13520398",
  "0.27886807",
  "-0.18628806",
  "0.09678418",
  "0.37409196",
  "1.00002368",
  "-1.26551223",
];
const Z = "(min(abs(a), vec4f(12.0)) * 0.7071067811865476)";
const T = `(1.0 / (1.0 + 0.5 * ${Z}))`;
const POLYNOMIAL = FIT.reduce((sum, coefficient) => `(${sum} * ${T} + ${coefficient})`);
const TAIL = `(0.5 * ${T} * exp(${POLYNOMIAL} - ${Z} * ${Z}))`;
const CDF = `select(${TAIL}, 1.0 - ${TAIL}, a > vec4f())`;

// The bell is 2e-32 at 12, and exp(-a a) would underflow or worse behind it.
const C = "clamp(a, vec4f(-12.0), vec4f(12.0))";
const DENSITY = `(0.3989422804014327 * exp(-0.5 * ${C} * ${C}))`;
const density = (a: number) => Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI);

/** Functions of the normal distribution. */
export const normal = {
  /** Phi(a), the probability that a standard normal number is at most a. */
  normalCdf: unary(CDF, normalCdf, [DENSITY, density]),
  /** a Phi(a), as BERT and ViT have it (https://arxiv.org/abs/1606.08415). */
  gelu: unary(`a * ${CDF}`, (a) => a * normalCdf(a), [
    `${CDF} + ${C} * ${DENSITY}`,
    (a) => normalCdf(a) + a * density(a),
  ]),
} as const;
