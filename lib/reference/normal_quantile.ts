/**
 * The x below which a standard normal number falls with probability (1 + u) / 2, that is sqrt(2)
 * erfinv(u), in f64 by bisection of erf; u in (-1, 1).
 *
 * @example
 * ```ts
 * import { normalQuantile } from "@rederive/lib/reference";
 *
 * // The 97.5 % point of every statistics table.
 * if (Math.abs(normalQuantile(0.95) - 1.959963984540054) > 1e-12) throw new Error("not 1.96");
 * ```
 */
export function normalQuantile(u: number): number {
  // erfc keeps digits in the tail; 1 - |u| is exact for f32 inputs.
  const tail = 1 - Math.abs(u);
  let low = 0;
  let high = 10;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (erfc(middle / Math.SQRT2) > tail) low = middle;
    else high = middle;
  }
  return Math.sign(u) * (low + high) / 2;
}

/** 1 - erf(x) for x >= 0: Taylor series near 0, Lentz's continued fraction beyond. */
function erfc(x: number): number {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 1 - 2 / Math.sqrt(Math.PI) * sum;
  }
  let fraction = 0;
  for (let n = 200; n >= 1; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}
