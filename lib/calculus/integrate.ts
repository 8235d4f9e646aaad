/** From when to when, in how many equal steps. */
export interface Span {
  /** Start; 0 unless given. */
  from?: number;
  /** End; may lie before the start. */
  to: number;
  /** How many steps, from 1 up. */
  steps: number;
}

/**
 * The states of `d state / dt = rate(t, state)` at every step, the first included, by the classical
 * fourth-order Runge-Kutta method: the error falls with the fourth power of the step.
 *
 * @example
 * ```ts
 * import { integrate } from "@rederive/lib/calculus";
 * import assert from "node:assert/strict";
 * const states = integrate((_t, [y]) => [y!], [1], { to: 1, steps: 100 });
 * assert(Math.abs(states.at(-1)![0]! - Math.E) < 1e-9);
 * ```
 */
export function integrate(
  rate: (t: number, state: readonly number[]) => readonly number[],
  start: readonly number[],
  { from = 0, to, steps }: Span,
): number[][] {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new RangeError(`Cannot integrate: steps is ${steps}, wanted a whole number from 1 up`);
  }
  const h = (to - from) / steps;
  const states = [[...start]];
  for (let k = 0; k < steps; k++) {
    const t = from + k * h;
    const y = states[k]!;
    const k1 = rate(t, y);
    const k2 = rate(t + h / 2, y.map((v, i) => v + (h / 2) * k1[i]!));
    const k3 = rate(t + h / 2, y.map((v, i) => v + (h / 2) * k2[i]!));
    const k4 = rate(t + h, y.map((v, i) => v + h * k3[i]!));
    states.push(y.map((v, i) => v + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!)));
  }
  return states;
}
