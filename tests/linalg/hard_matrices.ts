/** An orthogonal matrix: reflections at n directions that have nothing to do with each other. */
export function orthogonal(n: number, seed: number): number[] {
  const q = Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
  for (let k = 0; k < n; k++) {
    const v = Array.from({ length: n }, (_, i) => Math.sin((seed + 1) * (k + 1) ** 2 + i * i + i));
    const square = v.reduce((sum, part) => sum + part * part, 0);
    for (let row = 0; row < n; row++) {
      const along = v.reduce((sum, part, i) => sum + part * q[row * n + i]!, 0) * 2 / square;
      for (let i = 0; i < n; i++) q[row * n + i]! -= along * v[i]!;
    }
  }
  return q;
}

/** Q diag(values) Q^T, symmetric to the bit. */
export function withEigenvalues(values: readonly number[], seed: number): number[] {
  const n = values.length;
  const q = orthogonal(n, seed);
  return Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n].sort((a, b) => a - b) as [number, number];
    return values.reduce((sum, value, k) => sum + value * q[i * n + k]! * q[j * n + k]!, 0);
  });
}

const sides = (n: number) => Array.from({ length: n }, (_, i) => i);
const square = (n: number, at: (i: number, j: number) => number) =>
  sides(n * n).map((i) => at(Math.floor(i / n), i % n));

/** Symmetric matrices of side n that are hard on one algorithm or another, each as f32 has it. */
export function symmetricMatrices(n: number): Readonly<Record<string, Float32Array<ArrayBuffer>>> {
  const wave = (i: number, j: number) => Math.sin((i + 1) * (j + 1) + i + j);
  const all = {
    zero: square(n, () => 0),
    identity: square(n, (i, j) => Number(i === j)),
    "all ones": square(n, () => 1),
    Hilbert: square(n, (i, j) => 1 / (i + j + 1)),
    "second difference": square(n, (i, j) => i === j ? 2 : -Number(Math.abs(i - j) === 1)),
    waves: square(n, (i, j) => wave(Math.min(i, j), Math.max(i, j))),
    "tiny waves": square(n, (i, j) => 1e-20 * wave(Math.min(i, j), Math.max(i, j))),
    "huge waves": square(n, (i, j) => 1e20 * wave(Math.min(i, j), Math.max(i, j))),
    "two eigenvalues": withEigenvalues(sides(n).map((k) => k % 2 ? 3 : 1), 1),
    "eigenvalues of both signs": withEigenvalues(sides(n).map((k) => (k + 1) * (-1) ** k), 2),
    "nearly one eigenvalue": withEigenvalues(sides(n).map((k) => 1 + 1e-6 * k), 3),
    "rank one": square(n, (i, j) => Math.sin(i + 1) * Math.sin(j + 1)),
    graded: square(n, (i, j) => 10 ** -(i + j) * (i === j ? 2 : 1)),
    "zero diagonal": square(n, (i, j) => Number(i !== j)),
    "a corner": square(n, (i, j) => Number(Math.abs(i - j) === n - 1)),
  };
  return Object.fromEntries(Object.entries(all).map(([name, a]) => [name, Float32Array.from(a)]));
}

/** Symmetric positive definite matrices of side n, positive enough for f32. */
export function positiveMatrices(n: number): Readonly<Record<string, Float32Array<ArrayBuffer>>> {
  const spread = sides(n).map((k) => 10 ** (-3 * k / n));
  const all = {
    identity: square(n, (i, j) => Number(i === j)),
    "second difference": square(n, (i, j) => i === j ? 2 : -Number(Math.abs(i - j) === 1)),
    "condition 1000": withEigenvalues(spread, 1),
    "tiny": withEigenvalues(spread.map((value) => 1e-20 * value), 2),
    "huge": withEigenvalues(spread.map((value) => 1e20 * value), 3),
    "graded": square(n, (i, j) => 10 ** -((i + j) / 4) * (i === j ? 2 : 1)),
    "smallest of indices": square(n, (i, j) => Math.min(i, j) + 1),
  };
  return Object.fromEntries(Object.entries(all).map(([name, a]) => [name, Float32Array.from(a)]));
}

/** Matrices one after the other. */
export function joined(matrices: Iterable<ArrayLike<number>>): Float32Array<ArrayBuffer> {
  return Float32Array.from([...matrices].flatMap((each) => Array.from(each)));
}
