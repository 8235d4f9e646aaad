/** A batch of square matrices, one after the other. */
interface Batch {
  batch: number;
  n: number;
}

/** Cholesky factors, lower triangles of `l`. */
export function choleskyInto(l: Float32Array, a: Float32Array, { batch, n }: Batch): void {
  for (let start = 0; start < batch * n * n; start += n * n) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = a[start + i * n + j]!;
        for (let k = 0; k < j; k++) sum -= l[start + i * n + k]! * l[start + j * n + k]!;
        l[start + i * n + j] = i === j ? Math.sqrt(sum) : sum / l[start + j * n + j]!;
      }
    }
  }
}

/** Solutions of a x = b, one column, by elimination in `a` with partial pivoting; both are overwritten. */
export function solveInPlace(a: Float32Array, b: Float32Array, { batch, n }: Batch): void {
  for (let t = 0; t < batch; t++) {
    const [start, right] = [t * n * n, t * n];
    for (let k = 0; k < n; k++) {
      let pivot = k;
      for (let i = k + 1; i < n; i++) {
        if (Math.abs(a[start + i * n + k]!) > Math.abs(a[start + pivot * n + k]!)) pivot = i;
      }
      for (let j = k; j < n && pivot !== k; j++) {
        const kept = a[start + k * n + j]!;
        a[start + k * n + j] = a[start + pivot * n + j]!;
        a[start + pivot * n + j] = kept;
      }
      [b[right + k], b[right + pivot]] = [b[right + pivot]!, b[right + k]!];
      for (let i = k + 1; i < n; i++) {
        const factor = a[start + i * n + k]! / a[start + k * n + k]!;
        for (let j = k + 1; j < n; j++) a[start + i * n + j]! -= factor * a[start + k * n + j]!;
        b[right + i]! -= factor * b[right + k]!;
      }
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = b[right + i]!;
      for (let j = i + 1; j < n; j++) sum -= a[start + i * n + j]! * b[right + j]!;
      b[right + i] = sum / a[start + i * n + i]!;
    }
  }
}

/** Eigenvalues on the diagonals of symmetric `m`, vectors in the columns of `v`, by Jacobi rotations. */
export function eigenInPlace(m: Float32Array, v: Float32Array, { batch, n }: Batch): void {
  for (let start = 0; start < batch * n * n; start += n * n) {
    for (let i = 0; i < n * n; i++) v[start + i] = Number(i % (n + 1) === 0);
    for (let sweep = 0, turns = 1; sweep < 12 && turns > 0; sweep++) {
      turns = 0;
      for (let q = 1; q < n; q++) {
        for (let p = 0; p < q; p++) {
          const [pp, qq] = [m[start + p * (n + 1)]!, m[start + q * (n + 1)]!];
          const pq = m[start + q * n + p]!;
          if (Math.abs(pq) <= 2 ** -24 * Math.sqrt(Math.abs(pp * qq))) continue;
          turns++;
          const theta = (qq - pp) / (2 * pq);
          const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
          const c = 1 / Math.sqrt(t * t + 1);
          const s = c * t;
          for (let k = start; k < start + n * n; k += n) {
            const [x, y] = [m[k + p]!, m[k + q]!];
            m[k + p] = c * x - s * y;
            m[k + q] = s * x + c * y;
            const [f, g] = [v[k + p]!, v[k + q]!];
            v[k + p] = c * f - s * g;
            v[k + q] = s * f + c * g;
          }
          for (let k = 0; k < n; k++) {
            const [x, y] = [m[start + p * n + k]!, m[start + q * n + k]!];
            m[start + p * n + k] = c * x - s * y;
            m[start + q * n + k] = s * x + c * y;
          }
        }
      }
    }
  }
}

/** Singular values of 3 x 3 matrices, falling, by turning the columns of `w` until they are orthogonal. */
export function singularValuesInPlace(s: Float32Array, w: Float32Array): void {
  for (let start = 0; start < w.length; start += 9) {
    const dot = (p: number, q: number) =>
      w[start + p]! * w[start + q]! + w[start + 3 + p]! * w[start + 3 + q]! +
      w[start + 6 + p]! * w[start + 6 + q]!;
    for (let sweep = 0, turns = 1; sweep < 10 && turns > 0; sweep++) {
      turns = 0;
      for (const [p, q] of PAIRS) {
        const [pp, qq, pq] = [dot(p, p), dot(q, q), dot(p, q)];
        if (Math.abs(pq) <= 2.4e-7 * Math.sqrt(pp * qq)) continue;
        turns++;
        const theta = (qq - pp) / (2 * pq);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        for (let k = start; k < start + 9; k += 3) {
          const [x, y] = [w[k + p]!, w[k + q]!];
          w[k + p] = c * (x - t * y);
          w[k + q] = c * (t * x + y);
        }
      }
    }
    const values = [0, 1, 2].map((p) => Math.sqrt(dot(p, p))).sort((a, b) => b - a);
    s.set(values, start / 3);
  }
}

const PAIRS = [[0, 1], [0, 2], [1, 2]] as const;
