/**
 * The distribution function of the normal distribution in f64: by its power series near 0, by the
 * continued fraction of erfc in the tails, where 1 - erf would cancel.
 *
 * @example
 * ```ts
 * import { normalCdf } from "@rederive/lib/reference";
 *
 * if (Math.abs(normalCdf(1.959963984540054) - 0.975) > 1e-15) throw new Error("not 97.5 %");
 * ```
 */
export function normalCdf(x: number): number {
  const density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) > 3) {
    // x + 1/(x + 2/(x + 3/(x + ...)))
    let fraction = Math.abs(x);
    for (let i = 200; i > 0; i--) fraction = Math.abs(x) + i / fraction;
    return x < 0 ? density / fraction : 1 - density / fraction;
  }
  let [term, sum] = [x, x];
  for (let i = 3; Math.abs(term) > 1e-20; i += 2) sum += term *= x * x / i;
  return 0.5 + density * sum;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const SCALE = Math.sqrt(2 / Math.PI);

/**
 * Activations in f64, by name.
 *
 * @example
 * ```ts
 * import { activations } from "@rederive/lib/reference";
 *
 * if (activations.relu(-1) !== 0) throw new Error("negative");
 * ```
 */
export const activations: Readonly<Record<string, (x: number) => number>> & {
  /** max(x, 0). */
  relu: (x: number) => number;
} = {
  none: (x) => x,
  relu: (x) => Math.max(x, 0),
  gelu: (x) => x * normalCdf(x),
  geluTanh: (x) =>
    x < 0
      ? x * sigmoid(2 * SCALE * (x + 0.044715 * x ** 3)) // 1 + tanh would cancel
      : 0.5 * x * (1 + Math.tanh(SCALE * (x + 0.044715 * x ** 3))),
  silu: (x) => x * sigmoid(x),
};
