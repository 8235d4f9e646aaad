/**
 * The cosine of every query with every vector in f64; 0 where one has no length.
 *
 * @example
 * ```ts
 * import { cosines } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(cosines([3, 4], [6, 8, 0, 0, -3, -4], 2), [[1, 0, -1]]);
 * ```
 */
export function cosines(
  queries: ArrayLike<number>,
  vectors: ArrayLike<number>,
  width: number,
): number[][] {
  const rowsOf = (values: ArrayLike<number>) =>
    Array.from(
      { length: values.length / width },
      (_, row) => Array.from({ length: width }, (_, i) => values[row * width + i]!),
    );
  const right = rowsOf(vectors);
  return rowsOf(queries).map((a) =>
    right.map((b) => {
      const lengths = Math.hypot(...a) * Math.hypot(...b);
      return lengths === 0 ? 0 : a.reduce((sum, value, i) => sum + value * b[i]!, 0) / lengths;
    })
  );
}
