/** Matrix arithmetic on nested arrays, written as the formulas read: shares nothing with lib. */

export type Rows = number[][];

export function rowsOf(flat: readonly number[], size: number): Rows {
  return Array.from({ length: size }, (_, i) => flat.slice(i * size, (i + 1) * size));
}

export function times(a: Rows, b: Rows): Rows {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
}

/** `1 + m + m^2/2 + …`, so many terms. */
export function expSeries(m: Rows, terms: number): Rows {
  const unit: Rows = m.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  let term = unit;
  let sum = unit;
  for (let k = 1; k < terms; k++) {
    term = times(term, m).map((row) => row.map((x) => x / k));
    sum = sum.map((row, i) => row.map((x, j) => x + term[i]![j]!));
  }
  return sum;
}

/** The largest difference of two lists of numbers, NaN when one is. */
export function gap(a: readonly number[] | Rows, b: readonly number[] | Rows): number {
  const [x, y] = [a.flat(), b.flat()];
  return x.length === y.length ? Math.max(...x.map((v, i) => Math.abs(v - y[i]!))) : NaN;
}
