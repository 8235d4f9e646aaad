/**
 * The derivative of a vector-valued function of time by the five-point central difference.
 *
 * Its truncation error is `step^4 / 30` times the fifth derivative and its rounding error about
 * `1.5 * 1.1e-16 / step` times the value: with the default step, for motions of a few units and a few
 * radians per unit of time, both stay below 1e-10.
 *
 * @example
 * ```ts
 * import { differentiate } from "@rederive/lib/calculus";
 * import assert from "node:assert/strict";
 * const [slope] = differentiate((t) => [Math.sin(t)], 1) as [number];
 * assert(Math.abs(slope - Math.cos(1)) < 1e-12);
 * ```
 */
export function differentiate<V extends readonly number[]>(
  f: (t: number) => V,
  t: number,
  { step = 1e-3 }: { step?: number } = {},
): V {
  const [far, near] = [difference(f, t, 2 * step), difference(f, t, step)];
  return near.map((d, i) => (8 * d - far[i]!) / (12 * step)) as unknown as V;
}

function difference(f: (t: number) => readonly number[], t: number, step: number): number[] {
  const before = f(t - step);
  return f(t + step).map((after, i) => after - before[i]!);
}
