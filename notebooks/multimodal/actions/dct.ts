/**
 * The orthonormal DCT-II of n numbers, as the formula reads:
 * y[k] = s_k sum_t x[t] cos(pi (2t + 1) k / 2n) with s_0 = sqrt(1/n) and s_k = sqrt(2/n).
 */
export function dct(x: ArrayLike<number>): number[] {
  const n = x.length;
  return Array.from({ length: n }, (_, k) => {
    let sum = 0;
    for (let t = 0; t < n; t++) sum += x[t]! * wave(n, k, t);
    return sum;
  });
}

/** What the numbers were: the transpose, since the rows of the transform are orthonormal. */
export function inverseDct(y: ArrayLike<number>): number[] {
  const n = y.length;
  return Array.from({ length: n }, (_, t) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += y[k]! * wave(n, k, t);
    return sum;
  });
}

const tables = new Map<number, Float64Array>();

/** One entry of the transform's matrix. */
function wave(n: number, k: number, t: number): number {
  let table = tables.get(n);
  if (!table) {
    table = Float64Array.from({ length: n * n }, (_, i) => {
      const [row, column] = [Math.floor(i / n), i % n];
      return Math.sqrt((row === 0 ? 1 : 2) / n) *
        Math.cos(Math.PI * (2 * column + 1) * row / (2 * n));
    });
    tables.set(n, table);
  }
  return table[k * n + t]!;
}
