import { type Mat3, matrixOf, type Quaternion, quaternionOf } from "../geometry/mod.ts";
import { checkSome } from "./check_some.ts";
import { medoidRotation } from "./medoid_rotation.ts";

/**
 * The rotation whose quaternion has for each component the median of that component, of quaternions
 * with signs chosen to lie on the side of the medoid's: q and -q are one rotation, and medians of mixed
 * signs mean nothing. Cheap and robust; unlike `medianRotation()` it depends on the axes of the frame.
 *
 * @throws {RangeError} when there is none, or all components have the median 0.
 *
 * @example
 * ```ts
 * import { medianQuaternion } from "@rederive/lib/averaging";
 * import { expRotation, rotationAngle } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const about = (angle: number) => expRotation([0, 0, angle]); // half turns, nearly
 * const median = medianQuaternion([about(3.1), about(3.14), about(3.2)]);
 * assert(rotationAngle(median, about(3.14)) < 1e-3);
 * ```
 */
export function medianQuaternion(rotations: readonly Mat3[]): Mat3 {
  checkSome("find a median quaternion", rotations);
  const middle = quaternionOf(medoidRotation(rotations));
  const aligned = rotations.map(quaternionOf).map((q) => along(q, middle) < 0 ? q.map(minus) : q);
  const medians = [0, 1, 2, 3].map((k) => medianOf(aligned.map((q) => q[k]!)));
  const length = Math.hypot(...medians);
  if (!(length > 0)) {
    throw new RangeError(
      `Cannot find a median quaternion: of ${rotations.length} rotations it is 0, ` +
        `wanted some that agree`,
    );
  }
  return matrixOf(medians.map((x) => x / length) as unknown as Quaternion);
}

const minus = (x: number) => -x;

function along(p: Quaternion, q: Quaternion): number {
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2] + p[3] * q[3];
}

/** The middle number; of an even count the mean of the middle two. */
function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
