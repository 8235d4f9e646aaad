/** Small dense products in f64, and how many multiply-adds they took. */
export class Counted {
  /** Multiply-adds so far. */
  multiplyAdds = 0;

  /** `c += factor a b^T`, for a (M, K), b (N, K) and c (M, N) at `at` in rows of `stride`. */
  add(
    c: Float64Array,
    a: Float64Array,
    b: Float64Array,
    { k, at = 0, stride = b.length / k, factor = 1 }: {
      k: number;
      at?: number;
      stride?: number;
      factor?: number;
    },
  ): void {
    const [m, n] = [a.length / k, b.length / k];
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) sum += a[i * k + l]! * b[j * k + l]!;
        c[at + i * stride + j]! += factor * sum;
      }
    }
    this.multiplyAdds += m * n * k;
  }

  /** The x of `s x = b`, for s (N, N) symmetric and positive, by Cholesky; s is overwritten. */
  solve(s: Float64Array, b: Float64Array): Float64Array {
    const n = b.length;
    for (let j = 0; j < n; j++) {
      for (let i = j; i < n; i++) {
        let sum = s[i * n + j]!;
        for (let l = 0; l < j; l++) sum -= s[i * n + l]! * s[j * n + l]!;
        this.multiplyAdds += j;
        s[i * n + j] = i === j ? Math.sqrt(sum) : sum / s[j * n + j]!;
      }
    }
    const x = b.slice();
    for (let i = 0; i < n; i++) {
      for (let l = 0; l < i; l++) x[i]! -= s[i * n + l]! * x[l]!;
      x[i]! /= s[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let l = i + 1; l < n; l++) x[i]! -= s[l * n + i]! * x[l]!;
      x[i]! /= s[i * n + i]!;
    }
    this.multiplyAdds += n * n;
    return x;
  }
}
