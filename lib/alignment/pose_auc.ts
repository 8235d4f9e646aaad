import type { PoseError } from "./pose_error.ts";

/**
 * The area under the curve of recall over error, from 0 up to a threshold and divided by it: the
 * pose AUC. A pose's error is the larger of its rotation and translation errors; recall at x is the
 * share of poses whose error is at most x. In closed form, the mean of `max(0, 1 - error / threshold)`.
 *
 * Programs that join the points of the curve by straight lines, as SuperGlue's does, give up to
 * 1 / (2 N) more for N poses.
 *
 * @throws {RangeError} when there are no poses, or the threshold is not above 0.
 *
 * @example
 * ```ts
 * import { poseAuc } from "@rederive/lib/alignment";
 * import assert from "node:assert/strict";
 * const errors = [{ rotation: 0.1, translation: 0.05 }, { rotation: 0, translation: 3 }];
 * assert.equal(poseAuc(errors, { threshold: 0.2 }), 1 / 4);
 * ```
 */
export function poseAuc(
  errors: readonly PoseError[],
  { threshold }: { threshold: number },
): number {
  checkErrors("measure an AUC", errors, threshold);
  const parts = errors.map(({ rotation, translation }) =>
    Math.max(0, 1 - Math.max(rotation, translation) / threshold)
  );
  return parts.reduce((sum, part) => sum + part, 0) / errors.length;
}

/** Throws unless there are errors and a threshold to hold them against. */
export function checkErrors(
  action: string,
  errors: readonly PoseError[],
  threshold: number,
): void {
  if (errors.length === 0) throw new RangeError(`Cannot ${action}: 0 poses, wanted at least one`);
  if (threshold > 0) return;
  throw new RangeError(`Cannot ${action}: the threshold is ${threshold} rad, wanted one above 0`);
}
