import { type Rows, svd } from "./svd.ts";

/**
 * The x (N) that makes `|a x - b|` smallest, for a (M, N) and b (M) with M >= N; of several the
 * shortest. Singular values below M ulp of the largest count as 0.
 *
 * @throws {RangeError} when b is not as long as a has rows.
 *
 * @example
 * ```ts
 * import { leastSquares } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const [mean] = leastSquares([[1], [1], [1]], [1, 2, 6]);
 * assert(Math.abs(mean! - 3) < 1e-15);
 * ```
 */
export function leastSquares(a: Rows, b: readonly number[]): number[] {
  if (a.length !== b.length) {
    throw new RangeError(
      `Cannot solve by least squares: ${a.length} rows and ${b.length} right sides, wanted as many`,
    );
  }
  const { u, s, v } = svd(a);
  const floor = s[0]! * a.length * 2 ** -52;
  const parts = s.map((value, j) => {
    const along = b.reduce((sum, y, i) => sum + y * u[i]![j]!, 0);
    return value > floor ? along / value : 0;
  });
  return v.map((row) => row.reduce((sum, x, j) => sum + x * parts[j]!, 0));
}
