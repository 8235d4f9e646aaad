import { checkErrors } from "./pose_auc.ts";
import type { PoseError } from "./pose_error.ts";

/** Shares of poses whose errors are below a threshold. */
export interface PoseAccuracy {
  /** By rotation: RRA. */
  readonly rotation: number;
  /** By the direction of the translation: RTA. */
  readonly translation: number;
}

/**
 * The shares of poses whose rotation, and whose translation direction, is off by less than a
 * threshold in radians: RRA and RTA.
 *
 * @throws {RangeError} when there are no poses, or the threshold is not above 0.
 *
 * @example
 * ```ts
 * import { poseAccuracy } from "@rederive/lib/alignment";
 * import assert from "node:assert/strict";
 * const errors = [{ rotation: 0.1, translation: 0.3 }, { rotation: 0, translation: 0.1 }];
 * assert.deepEqual(poseAccuracy(errors, { threshold: 0.2 }), { rotation: 1, translation: 0.5 });
 * ```
 */
export function poseAccuracy(
  errors: readonly PoseError[],
  { threshold }: { threshold: number },
): PoseAccuracy {
  checkErrors("measure accuracy", errors, threshold);
  const share = (part: keyof PoseError) =>
    errors.filter((error) => error[part] < threshold).length / errors.length;
  return { rotation: share("rotation"), translation: share("translation") };
}

/**
 * The mean of the smaller of RRA and RTA over the thresholds of 1, 2, … degrees up to `degrees`:
 * mAA(30) unless told otherwise.
 *
 * @throws {RangeError} when there are no poses.
 *
 * @example
 * ```ts
 * import { meanPoseAccuracy } from "@rederive/lib/alignment";
 * import assert from "node:assert/strict";
 * const tenAndAHalf = 10.5 * Math.PI / 180;
 * assert.equal(meanPoseAccuracy([{ rotation: 0, translation: tenAndAHalf }]), 20 / 30);
 * ```
 */
export function meanPoseAccuracy(
  errors: readonly PoseError[],
  { degrees = 30 }: { degrees?: number } = {},
): number {
  const smaller = Array.from({ length: degrees }, (_, i) => {
    const { rotation, translation } = poseAccuracy(errors, {
      threshold: ((i + 1) * Math.PI) / 180,
    });
    return Math.min(rotation, translation);
  });
  return smaller.reduce((sum, part) => sum + part, 0) / degrees;
}
