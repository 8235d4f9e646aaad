/**
 * Layer norm of one row in f64.
 *
 * @example
 * ```ts
 * import { layerNorm } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(layerNorm([1, 3], { epsilon: 0 }), [-1, 1]);
 * ```
 */
export function layerNorm(x: ArrayLike<number>, { epsilon }: { epsilon: number }): number[] {
  const row = Array.from(x);
  const mean = row.reduce((sum, v) => sum + v, 0) / row.length;
  const variance = row.reduce((sum, v) => sum + (v - mean) ** 2, 0) / row.length;
  return row.map((v) => (v - mean) / Math.sqrt(variance + epsilon));
}

/**
 * RMS norm of one row in f64.
 *
 * @example
 * ```ts
 * import { rmsNorm } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(rmsNorm([3, -3], { epsilon: 0 }), [1, -1]);
 * ```
 */
export function rmsNorm(x: ArrayLike<number>, { epsilon }: { epsilon: number }): number[] {
  const row = Array.from(x);
  const square = row.reduce((sum, v) => sum + v * v, 0) / row.length;
  return row.map((v) => v / Math.sqrt(square + epsilon));
}
