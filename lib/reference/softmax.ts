/**
 * The softmax of one row in f64.
 *
 * @example
 * ```ts
 * import { softmax } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(softmax([2000, 0]), [1, 0]);
 * ```
 */
export function softmax(x: ArrayLike<number>): number[] {
  return logSoftmax(x).map(Math.exp);
}

/**
 * The logarithm of the softmax of one row in f64.
 *
 * @example
 * ```ts
 * import { logSoftmax } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(logSoftmax([2000, 0]), [0, -2000]);
 * ```
 */
export function logSoftmax(x: ArrayLike<number>): number[] {
  const row = Array.from(x);
  const peak = row.reduce((p, q) => Math.max(p, q), -Infinity);
  const logarithm = peak + Math.log(row.reduce((sum, v) => sum + Math.exp(v - peak), 0));
  return row.map((v) => v - logarithm);
}
