import type { Mat3 } from "./matrix.ts";
import { quaternionOf } from "./quaternion_of.ts";
import { norm, scale, type Vec3 } from "./vector.ts";

/**
 * The rotation vector of a rotation, of length at most pi: the inverse of `expRotation`. Goes by
 * the quaternion, whose half angle keeps both ends of the range well conditioned.
 *
 * @example
 * ```ts
 * import { expRotation, logRotation, norm, subtract } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert(norm(subtract(logRotation(expRotation([0.1, -0.2, 0.3])), [0.1, -0.2, 0.3])) < 1e-15);
 * ```
 */
export function logRotation(rotation: Mat3): Vec3 {
  const [w, x, y, z] = quaternionOf(rotation);
  const axis: Vec3 = [x, y, z];
  const half = norm(axis); // sine of half the angle
  return scale(axis, half === 0 ? 2 : (2 * Math.atan2(half, w)) / half);
}
