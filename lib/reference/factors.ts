/** Shape of a matrix by rows, and of its right side. */
export interface Sides {
  /** Rows and columns. */
  n: number;
  /** Columns of the right side. */
  m: number;
}

/**
 * The Cholesky factor L of a symmetric positive definite matrix in f64, row by row as the formula reads,
 * or null where there is none.
 *
 * @example
 * ```ts
 * import { cholesky } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(cholesky([4, 2, 2, 10], { n: 2 }), [2, 0, 1, 3]);
 * deepStrictEqual(cholesky([1, 2, 2, 1], { n: 2 }), null);
 * ```
 */
export function cholesky(a: ArrayLike<number>, { n }: { n: number }): number[] | null {
  const l = new Array<number>(n * n).fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j]!;
      for (let k = 0; k < j; k++) rest -= l[i * n + k]! * l[j * n + k]!;
      if (i === j && !(rest > 0)) return null;
      l[i * n + j] = i === j ? Math.sqrt(rest) : rest / l[j * n + j]!;
    }
  }
  return l;
}

/**
 * The solution of a x = b in f64 by Gauss-Jordan elimination, rows and columns exchanged for the largest
 * pivot left, and the determinant of a.
 *
 * @example
 * ```ts
 * import { solve } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const { x, determinant } = solve([1, 2, 4, 4], [5, 12], { n: 2, m: 1 });
 * deepStrictEqual(x, [1, 2]);
 * deepStrictEqual(determinant, -4);
 * ```
 */
export function solve(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { n, m }: Sides,
): { x: number[]; determinant: number } {
  const rows = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (_, j) => a[i * n + j]!),
    ...Array.from({ length: m }, (_, j) => b[i * m + j]!),
  ]);
  const order = rows.map((_, i) => i); // which unknown each column is for
  let determinant = 1;
  for (let k = 0; k < n; k++) {
    let [row, column] = [k, k];
    for (let i = k; i < n; i++) {
      for (let j = k; j < n; j++) {
        if (Math.abs(rows[i]![j]!) > Math.abs(rows[row]![column]!)) [row, column] = [i, j];
      }
    }
    if (row !== k) determinant = -determinant;
    if (column !== k) determinant = -determinant;
    [rows[k], rows[row]] = [rows[row]!, rows[k]!];
    [order[k], order[column]] = [order[column]!, order[k]!];
    for (const each of rows) [each[k], each[column]] = [each[column]!, each[k]!];
    const pivot = rows[k]![k]!;
    determinant *= pivot;
    if (pivot === 0) continue;
    for (const [i, each] of rows.entries()) {
      const factor = i === k ? 0 : each[k]! / pivot;
      for (let j = k; j < n + m; j++) each[j]! -= factor * rows[k]![j]!;
    }
  }
  const x = new Array<number>(n * m);
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < m; j++) x[order[k]! * m + j] = rows[k]![n + j]! / rows[k]![k]!;
  }
  return { x, determinant };
}
