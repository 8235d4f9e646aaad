/** Vectors, row by row, and the class of each. */
export interface Labelled {
  readonly rows: Float32Array;
  readonly classes: ArrayLike<number>;
  /** Numbers of a row. */
  readonly width: number;
}

/** A linear head for four classes: (4, width) and (4). */
export interface Head {
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/** A linear probe: the share of `test`, in percent, that a head fitted to `learn` is right about. */
export function probe(learn: Labelled, test: Labelled, options?: { ridge?: number }): number {
  const { weight, bias } = fitHead(learn, options);
  const { rows, classes, width } = test;
  let hits = 0;
  for (let r = 0; r < classes.length; r++) {
    const scores = bias.slice();
    for (let k = 0; k < 4; k++) {
      for (let i = 0; i < width; i++) scores[k]! += rows[r * width + i]! * weight[k * width + i]!;
    }
    hits += Number(scores.indexOf(Math.max(...scores)) === classes[r]);
  }
  return 100 * hits / classes.length;
}

/** For each of four classes, least squares with a little ridge on +1 and -1, in f64. */
export function fitHead(learn: Labelled, { ridge = 1e-3 }: { ridge?: number } = {}): Head {
  const { rows, classes, width } = learn;
  const [n, count] = [width + 1, classes.length];
  const { mean, spread } = moments(learn);
  const left = new Float64Array(n * n);
  const right = new Float64Array(n * 4);
  const x = new Float64Array(n).fill(1); // the last is the bias's
  for (let r = 0; r < count; r++) {
    for (let i = 0; i < width; i++) x[i] = (rows[r * width + i]! - mean[i]!) / spread[i]!;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) left[i * n + j]! += x[i]! * x[j]!; // symmetric
      for (let k = 0; k < 4; k++) right[i * 4 + k]! += x[i]! * (classes[r] === k ? 1 : -1);
    }
  }
  for (let i = 0; i < n; i++) left[i * n + i]! += ridge * count;
  const fitted = solve(left, right, n);
  const at = (k: number, i: number) => fitted[i * 4 + k]! / spread[i]!;
  const weight = Float64Array.from({ length: 4 * width }, (_, j) => {
    return at(Math.floor(j / width), j % width);
  });
  const bias = Float64Array.from({ length: 4 }, (_, k) => {
    return fitted[width * 4 + k]! - mean.reduce((sum, m, i) => sum + m * at(k, i), 0);
  });
  return { weight, bias };
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
