/** How far `got` may be from `want`: `abs + rel * |want|`, elementwise. */
export interface Tolerance {
  /** For all elements, or for each one, e.g. `gamma(k) * sum |a||b|` of a matrix product. */
  abs: number | ArrayLike<number>;
  /** Share of the wanted value. */
  rel: number;
}

/**
 * Throws unless every element of `got` is within `tolerance` of `want`. NaN never is; an
 * infinity only of itself.
 *
 * @example
 * ```ts
 * import { assertClose } from "@rederive/lib/check";
 * import { throws } from "node:assert/strict";
 *
 * assertClose([1, 2], [1, 2.0001], { abs: 1e-3, rel: 0 });
 * throws(() => assertClose([1, NaN], [1, 2], { abs: 1e9, rel: 0 }), /worst at \[1\], got NaN/);
 * ```
 */
export function assertClose(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  tolerance: Tolerance,
): void {
  if (got.length !== want.length) {
    throw new RangeError(`Cannot compare arrays: got ${got.length} elements, want ${want.length}`);
  }
  const { abs, rel } = tolerance;
  const absAt = (i: number) => typeof abs === "number" ? abs : abs[i]!;
  let worst = -1;
  let worstExcess = 0;
  let bad = 0;
  for (let i = 0; i < got.length; i++) {
    if (got[i] === want[i]) continue; // infinities too, whose difference is NaN
    const error = Math.abs(got[i]! - want[i]!);
    const excess = error - (absAt(i) + rel * Math.abs(want[i]!));
    if (excess <= 0) continue; // NaN falls through
    bad++;
    // The first NaN is worse than anything, and no later element replaces it.
    if (worst < 0 || (!Number.isNaN(worstExcess) && !(excess <= worstExcess))) {
      [worst, worstExcess] = [i, excess];
    }
  }
  if (bad === 0) return;
  throw new Error(
    `Arrays differ at ${bad} of ${got.length} elements: worst at [${worst}], got ${got[worst]}, ` +
      `want ${want[worst]}, tolerance ${absAt(worst)} + ${rel} * |want|`,
  );
}
