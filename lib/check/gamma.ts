/** Half the distance from 1 to the next f32: the largest relative error of one f32 rounding. */
const UNIT_ROUNDOFF = 2 ** -24;

/**
 * Higham's gamma(n) = n u / (1 - n u): the relative error n f32 roundings can add up to, in any
 * order of summation.
 *
 * @example
 * ```ts
 * import { gamma } from "@rederive/lib/check";
 *
 * // A dot product of 8 terms: |error| <= gamma(8) * sum |a||b|.
 * if (Math.abs(gamma(8) - 8 * 2 ** -24) > 1e-12) throw new Error("not 8 u");
 * ```
 */
export function gamma(roundings: number): number {
  const product = roundings * UNIT_ROUNDOFF;
  if (product < 1) return product / (1 - product);
  throw new RangeError(`Cannot bound an error: ${roundings} f32 roundings lose every digit`);
}
