/**
 * The product of a row-major (n, k) and a (k, m) matrix in f64.
 *
 * @example
 * ```ts
 * import { matmul } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(matmul([1, 2, 3, 4], [5, 6], { n: 2, k: 2, m: 1 }), [17, 39]);
 * ```
 */
export function matmul(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { n, k, m }: { n: number; k: number; m: number },
): number[] {
  const c = new Array<number>(n * m).fill(0);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < m; column++) {
      for (let i = 0; i < k; i++) {
        c[row * m + column]! += a[row * k + i]! * b[i * m + column]!;
      }
    }
  }
  return c;
}

/**
 * The transpose of a row-major (rows, columns) matrix.
 *
 * @example
 * ```ts
 * import { transpose } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(transpose([1, 2, 3, 4, 5, 6], { rows: 2, columns: 3 }), [1, 4, 2, 5, 3, 6]);
 * ```
 */
export function transpose(
  a: ArrayLike<number>,
  { rows, columns }: { rows: number; columns: number },
): number[] {
  return Array.from(
    { length: rows * columns },
    (_, i) => a[(i % rows) * columns + Math.floor(i / rows)]!,
  );
}
