/**
 * The eigenvalues of a symmetric matrix in f64, rising: Householder reflections make it tridiagonal, and
 * bisection finds each eigenvalue by how many are below (Sturm's count).
 *
 * @example
 * ```ts
 * import { symmetricEigenvalues } from "@rederive/lib/reference";
 *
 * const [least, largest] = symmetricEigenvalues([2, 1, 1, 2], { n: 2 });
 * if (Math.abs(least! - 1) > 1e-14 || Math.abs(largest! - 3) > 1e-14) throw new Error("not 1 and 3");
 * ```
 */
export function symmetricEigenvalues(a: ArrayLike<number>, { n }: { n: number }): number[] {
  const { diagonal, beside } = tridiagonal(a, n);
  const radius = diagonal.reduce(
    (most, d, i) =>
      Math.max(most, Math.abs(d) + Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0)),
    0,
  );
  return diagonal.map((_, k) => {
    let [low, high] = [-radius, radius];
    for (let step = 0; step < 1100; step++) {
      const middle = (low + high) / 2;
      if (middle <= low || middle >= high) break;
      if (countBelow(middle, diagonal, beside) > k) high = middle;
      else low = middle;
    }
    return high;
  });
}

/**
 * The singular values of a 3 x 3 matrix in f64, falling: the eigenvalues of [[0, A], [A^T, 0]] that are not
 * negative.
 *
 * @example
 * ```ts
 * import { singularValues3 } from "@rederive/lib/reference";
 *
 * const [first, , last] = singularValues3([0, -2, 0, 1, 0, 0, 0, 0, 0]);
 * if (Math.abs(first! - 2) > 1e-14 || Math.abs(last!) > 1e-14) throw new Error("not 2, 1, 0");
 * ```
 */
export function singularValues3(a: ArrayLike<number>): number[] {
  const both = Array.from({ length: 36 }, (_, i) => {
    const [row, column] = [Math.floor(i / 6), i % 6];
    if (row < 3 && column >= 3) return a[row * 3 + column - 3]!;
    return row >= 3 && column < 3 ? a[column * 3 + row - 3]! : 0;
  });
  return symmetricEigenvalues(both, { n: 6 }).slice(3).reverse().map((value) => Math.max(0, value));
}

/** How many eigenvalues of a tridiagonal matrix are below x: signs of the pivots of T - x. */
function countBelow(x: number, diagonal: readonly number[], beside: readonly number[]): number {
  let [count, pivot] = [0, 1];
  for (const [i, d] of diagonal.entries()) {
    const left = i === 0 ? 0 : beside[i - 1]! ** 2 / pivot;
    pivot = d - x - left;
    if (pivot === 0) pivot = -Number.MIN_VALUE * 2 ** 60;
    if (pivot < 0) count++;
  }
  return count;
}

/** Q^T A Q with nothing but the diagonal and its neighbours, Q a product of reflections. */
function tridiagonal(a: ArrayLike<number>, n: number) {
  let t = Array.from(
    { length: n },
    (_, i) => Array.from({ length: n }, (_, j) => a[Math.max(i, j) * n + Math.min(i, j)]!),
  );
  for (let k = 0; k + 2 < n; k++) {
    const column = t.map((row, i) => i > k ? row[k]! : 0);
    const length = Math.hypot(...column);
    if (length === 0) continue;
    const v = column.with(k + 1, column[k + 1]! + (column[k + 1]! < 0 ? -length : length));
    const size = Math.hypot(...v);
    const unit = v.map((part) => part / size);
    const reflect = (rows: number[][]) =>
      rows.map((row) => {
        const along = 2 * row.reduce((sum, part, i) => sum + part * unit[i]!, 0);
        return row.map((part, i) => part - along * unit[i]!);
      });
    const turned = reflect(t);
    t = reflect(turned[0]!.map((_, j) => turned.map((row) => row[j]!)));
  }
  return { diagonal: t.map((row, i) => row[i]!), beside: t.slice(1).map((row, i) => row[i]!) };
}
