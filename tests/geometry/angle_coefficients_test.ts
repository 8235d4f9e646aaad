import assert from "node:assert/strict";
import { angleCoefficients } from "@rederive/lib/geometry";

/** The Taylor series summed from its small end: 30 terms are exact to rounding below 4. */
function taylor(angle: number, first: number): number {
  let factorial = 1;
  const terms: number[] = [];
  for (let n = 1; n < 60; n++) {
    factorial *= n;
    if (n >= first && (n - first) % 2 === 0) {
      const k = (n - first) / 2;
      terms.push((k % 2 ? -1 : 1) * angle ** (2 * k) / factorial);
    }
  }
  return terms.reverse().reduce((a, b) => a + b, 0);
}

for (const angle of [0, 1e-170, 1e-8, 1e-3, 0.1, 0.4999, 0.5, 0.5001, 1, 3.1]) {
  Deno.test(`angleCoefficients() matches Taylor's series at ${angle}`, () => {
    const { a, b, c } = angleCoefficients(angle);
    // from half a radian up, the closed form of c loses at most 6 / 0.5^2 roundings of 1.1e-16
    assert(Math.abs(a - taylor(angle, 1)) < 1e-15);
    assert(Math.abs(b - taylor(angle, 2)) < 1e-15);
    assert(Math.abs(c - taylor(angle, 3)) < 3e-15 / 6);
  });
}
