import { angleCoefficients } from "./angle_coefficients.ts";
import { addScaled, IDENTITY, type Mat3, multiply } from "./matrix.ts";
import { hat } from "./skew.ts";
import { norm, type Vec3 } from "./vector.ts";

/**
 * The rotation about the axis `w` by the angle `|w|`, by Rodrigues' formula: the exponential of
 * `hat(w)`.
 *
 * @example
 * ```ts
 * import { apply, expRotation } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const [x, y] = apply(expRotation([0, 0, Math.PI / 2]), [1, 0, 0]);
 * assert(Math.abs(x) < 1e-15 && Math.abs(y - 1) < 1e-15);
 * ```
 */
export function expRotation(w: Vec3): Mat3 {
  const { a, b } = angleCoefficients(norm(w));
  const skew = hat(w);
  return addScaled(addScaled(IDENTITY, skew, a), multiply(skew, skew), b);
}
