import { angleCoefficients } from "./angle_coefficients.ts";
import { addScaled, apply, IDENTITY, multiply } from "./matrix.ts";
import type { Pose } from "./pose.ts";
import { logRotation } from "./rotation_log.ts";
import { hat } from "./skew.ts";
import type { Twist } from "./twist.ts";
import { norm } from "./vector.ts";

/**
 * The constant twist that reaches a pose in one unit of time by a turn of at most pi: the inverse
 * of `expPose`.
 *
 * @example
 * ```ts
 * import { IDENTITY, logPose } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const slide = { rotation: IDENTITY, translation: [1, 2, 3] } as const;
 * assert.deepEqual(logPose(slide), { linear: [1, 2, 3], angular: [0, 0, 0] });
 * ```
 */
export function logPose({ rotation, translation }: Pose): Twist {
  const angular = logRotation(rotation);
  const angle = norm(angular);
  const { a, b, c } = angleCoefficients(angle);
  // two forms of one coefficient: the first is 0/0 at a half turn, the second at no turn
  const d = angle < 1 ? (b / 2 - c) / a : (1 - a / (2 * b)) / (angle * angle);
  const skew = hat(angular);
  const inverse = addScaled(addScaled(IDENTITY, skew, -1 / 2), multiply(skew, skew), d);
  return { linear: apply(inverse, translation), angular };
}
