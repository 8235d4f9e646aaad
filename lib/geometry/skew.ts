import type { Mat3 } from "./matrix.ts";
import type { Vec3 } from "./vector.ts";

/**
 * The matrix `[w]x` whose product with a vector is the cross product: `hat(w) v = w x v`.
 *
 * @example
 * ```ts
 * import { apply, cross, hat } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(apply(hat([1, 2, 3]), [4, 5, 6]), cross([1, 2, 3], [4, 5, 6]));
 * ```
 */
export function hat(w: Vec3): Mat3 {
  return [0, -w[2], w[1], w[2], 0, -w[0], -w[1], w[0], 0];
}

/**
 * The vector of a skew-symmetric matrix, `vee(hat(w)) = w`. What is symmetric in `m` is ignored,
 * so that the small symmetric error of a difference quotient does no harm.
 *
 * @example
 * ```ts
 * import { hat, vee } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(vee(hat([1, 2, 3])), [1, 2, 3]);
 * ```
 */
export function vee(m: Mat3): Vec3 {
  return [(m[7] - m[5]) / 2, (m[2] - m[6]) / 2, (m[3] - m[1]) / 2];
}
