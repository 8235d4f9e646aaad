import { compose, invert, type Pose } from "./pose.ts";
import { expPose } from "./pose_exp.ts";
import { logPose } from "./pose_log.ts";
import { scale } from "./vector.ts";

/**
 * The pose a fraction of the way from one to another, along the screw motion that joins them.
 *
 * @example
 * ```ts
 * import { IDENTITY, interpolatePose } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const from = { rotation: IDENTITY, translation: [0, 0, 0] } as const;
 * const to = { rotation: IDENTITY, translation: [4, 0, 0] } as const;
 * assert.deepEqual(interpolatePose(from, to, { fraction: 0.25 }).translation, [1, 0, 0]);
 * ```
 */
export function interpolatePose(from: Pose, to: Pose, { fraction }: { fraction: number }): Pose {
  const { linear, angular } = logPose(compose(invert(from), to));
  const part = { linear: scale(linear, fraction), angular: scale(angular, fraction) };
  return compose(from, expPose(part));
}
