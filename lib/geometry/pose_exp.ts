import { angleCoefficients } from "./angle_coefficients.ts";
import { addScaled, apply, IDENTITY, multiply } from "./matrix.ts";
import type { Pose } from "./pose.ts";
import { expRotation } from "./rotation_exp.ts";
import { hat } from "./skew.ts";
import type { Twist } from "./twist.ts";
import { norm } from "./vector.ts";

/**
 * Where a body ends that starts at the identity and moves with a constant twist for one unit of
 * time: a screw motion.
 *
 * @example
 * ```ts
 * import { expPose } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const turn = expPose({ linear: [0, 0, 3], angular: [0, 0, 2 * Math.PI] });
 * assert(Math.abs(turn.translation[2] - 3) < 1e-15); // one turn of a screw of pitch 3
 * ```
 */
export function expPose({ linear, angular }: Twist): Pose {
  const { b, c } = angleCoefficients(norm(angular));
  const skew = hat(angular);
  const average = addScaled(addScaled(IDENTITY, skew, b), multiply(skew, skew), c);
  return { rotation: expRotation(angular), translation: apply(average, linear) };
}
