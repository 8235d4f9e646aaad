/** Vectors, row by row, and the class of each. */
export interface Labelled {
  readonly rows: Float32Array;
  readonly classes: ArrayLike<number>;
  /** Numbers of a row. */
  readonly width: number;
}

/**
 * A linear probe: for each of four classes, least squares with a little ridge on +1 and -1, in f64; the
 * share of `test`, in percent, whose own class has the largest score.
 */
export function probe(learn: Labelled, test: Labelled, { ridge = 1e-3 } = {}): number {
  const n = learn.width + 1;
  const count = learn.classes.length;
  const { mean, spread } = moments(learn);
  const at = ({ rows, width }: Labelled, row: number, i: number) =>
    i === width ? 1 : (rows[row * width + i]! - mean[i]!) / spread[i]!;
  const left = new Float64Array(n * n);
  const right = new Float64Array(n * 4);
  const x = new Float64Array(n);
  for (let r = 0; r < count; r++) {
    for (let i = 0; i < n; i++) x[i] = at(learn, r, i);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) left[i * n + j]! += x[i]! * x[j]!; // symmetric
      for (let k = 0; k < 4; k++) right[i * 4 + k]! += x[i]! * (learn.classes[r] === k ? 1 : -1);
    }
  }
  for (let i = 0; i < n; i++) left[i * n + i]! += ridge * count;
  const weights = solve(left, right, n);
  let hits = 0;
  for (let r = 0; r < test.classes.length; r++) {
    const scores = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const v = at(test, r, i);
      for (let k = 0; k < 4; k++) scores[k]! += v * weights[i * 4 + k]!;
    }
    hits += Number(scores.indexOf(Math.max(...scores)) === test.classes[r]);
  }
  return 100 * hits / test.classes.length;
}

function moments({ rows, width }: Labelled): { mean: Float64Array; spread: Float64Array } {
  const [mean, spread] = [new Float64Array(width), new Float64Array(width)];
  const count = rows.length / width;
  rows.forEach((v, i) => mean[i % width]! += v / count);
  rows.forEach((v, i) => spread[i % width]! += (v - mean[i % width]!) ** 2 / count);
  return { mean, spread: spread.map((v) => Math.sqrt(v) || 1) };
}

/** X of A X = B for a symmetric positive A (n, n), read below its diagonal, and B (n, 4): Cholesky. */
function solve(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      l[i * n + j] = i === j ? Math.sqrt(sum) : sum / l[j * n + j]!;
    }
  }
  const x = Float64Array.from(b);
  for (let c = 0; c < 4; c++) {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) x[i * 4 + c]! -= l[i * n + k]! * x[k * 4 + c]!;
      x[i * 4 + c]! /= l[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) x[i * 4 + c]! -= l[k * n + i]! * x[k * 4 + c]!;
      x[i * 4 + c]! /= l[i * n + i]!;
    }
  }
  return x;
}
