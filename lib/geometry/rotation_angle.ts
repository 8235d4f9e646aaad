import { type Mat3, multiply, transpose } from "./matrix.ts";
import { logRotation } from "./rotation_log.ts";
import { norm } from "./vector.ts";

/**
 * The angle, 0 to pi radians, of the one turn that takes rotation a to rotation b: the geodesic
 * distance on SO(3). By the logarithm, which keeps its digits near 0 and pi, where
 * `arccos((trace - 1) / 2)` loses half of them.
 *
 * @example
 * ```ts
 * import { expRotation, IDENTITY, rotationAngle } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert(Math.abs(rotationAngle(IDENTITY, expRotation([0, 1e-9, 0])) - 1e-9) < 1e-24);
 * ```
 */
export function rotationAngle(a: Mat3, b: Mat3): number {
  return norm(logRotation(multiply(transpose(a), b)));
}
