import { matmul } from "./matmul.ts";

/**
 * The inverse p-th root of a symmetric positive definite matrix in f64, by the coupled Newton iteration
 * X <- X ((p + 1) I - M) / p, M <- (((p + 1) I - M) / p)^p M, which keeps M = X^p A and drives it to I
 * (Guo and Higham 2006, https://doi.org/10.1137/050643374).
 *
 * @example
 * ```ts
 * import { inverseRoot } from "@rederive/lib/reference";
 *
 * const [first] = inverseRoot([16, 0, 0, 81], { n: 2, root: 4 });
 * if (Math.abs(first! - 1 / 2) > 1e-12) throw new Error("not 16^(-1 / 4)");
 * ```
 */
export function inverseRoot(
  a: ArrayLike<number>,
  { n, root }: { n: number; root: number },
): number[] {
  const sides = { n, k: n, m: n };
  const identity = Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
  // M starts as A / c with eigenvalues in (0, root + 1): below it the iteration converges.
  const norm = Math.hypot(...Array.from(a));
  const c = norm / 1.5;
  let x = identity.map((each) => each * c ** (-1 / root));
  let m = Array.from(a, (each) => each / c);
  for (let step = 0; step < 400; step++) {
    const t = m.map((each, i) => ((root + 1) * identity[i]! - each) / root);
    x = matmul(x, t, sides);
    for (let i = 0; i < root; i++) m = matmul(t, m, sides);
    if (m.every((each, i) => Math.abs(each - identity[i]!) < 1e-13)) break;
  }
  return x;
}
