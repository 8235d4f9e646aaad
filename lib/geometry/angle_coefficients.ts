/** What Rodrigues' formula and its integral need of an angle. */
export interface AngleCoefficients {
  /** sin(x) / x */
  a: number;
  /** (1 - cos(x)) / x^2 */
  b: number;
  /** (x - sin(x)) / x^3 */
  c: number;
}

/**
 * Coefficients of `exp` on rotations and poses, accurate down to angle 0. Below half a radian
 * they come from their Taylor series: the closed forms subtract nearly equal numbers there.
 *
 * @example
 * ```ts
 * import { angleCoefficients } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(angleCoefficients(0), { a: 1, b: 1 / 2, c: 1 / 6 });
 * ```
 */
export function angleCoefficients(angle: number): AngleCoefficients {
  const square = angle * angle;
  if (Math.abs(angle) < 0.5) {
    return { a: series(square, 1), b: series(square, 2), c: series(square, 3) };
  }
  return {
    a: Math.sin(angle) / angle,
    b: (1 - Math.cos(angle)) / square,
    c: (angle - Math.sin(angle)) / (square * angle),
  };
}

/** sum over k of (-square)^k / (2k + first)!; eight terms reach rounding below half a radian. */
function series(square: number, first: 1 | 2 | 3): number {
  let term = first === 3 ? 1 / 6 : 1 / first;
  let sum = term;
  for (let k = 1; k < 8; k++) {
    term *= -square / ((2 * k + first - 1) * (2 * k + first));
    sum += term;
  }
  return sum;
}
