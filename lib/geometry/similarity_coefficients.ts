import { angleCoefficients } from "./angle_coefficients.ts";

/** What the translation of a body that turns and grows needs. */
export interface SimilarityCoefficients {
  /** The integral of e^(growth u). */
  a: number;
  /** The integral of e^(growth u) sin(angle u) / angle. */
  b: number;
  /** The integral of e^(growth u) (1 - cos(angle u)) / angle^2. */
  c: number;
}

/** Gauss and Legendre's rule of 12 points on [0, 1]: where, and with which weight. */
const RULE = gaussLegendre(12);

/**
 * The integrals over u from 0 to 1 of `e^(growth u)` times 1, `sin(angle u) / angle` and
 * `(1 - cos(angle u)) / angle^2`: the path of a body that turns and grows while it moves.
 *
 * Summed by a rule of 12 points, whose terms are all positive up to a half turn: no angle and no
 * growth is special, where closed forms divide 0 by 0. Its own error is below rounding for |growth|
 * up to 8 and angles up to pi (the 24th derivative over its factorials).
 *
 * @example
 * ```ts
 * import { similarityCoefficients } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const { a, b, c } = similarityCoefficients(0, 0);
 * assert(Math.abs(a - 1) + Math.abs(b - 1 / 2) + Math.abs(c - 1 / 6) < 1e-15);
 * ```
 */
export function similarityCoefficients(angle: number, growth: number): SimilarityCoefficients {
  let [a, b, c] = [0, 0, 0];
  for (const { at, weight } of RULE) {
    const part = angleCoefficients(angle * at);
    const size = weight * Math.exp(growth * at);
    a += size;
    b += size * part.a * at;
    c += size * part.b * at * at;
  }
  return { a, b, c };
}

/** Roots of the Legendre polynomial by Newton's method, moved from [-1, 1] to [0, 1]. */
function gaussLegendre(n: number): { at: number; weight: number }[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      let [before, p] = [1, x];
      for (let k = 2; k <= n; k++) [before, p] = [p, ((2 * k - 1) * x * p - (k - 1) * before) / k];
      slope = (n * (before - x * p)) / (1 - x * x);
      x -= p / slope;
    }
    return { at: (1 + x) / 2, weight: 1 / ((1 - x * x) * slope * slope) };
  });
}
