import { addScaled, IDENTITY, type Mat3, nearestRotation, svd } from "../geometry/mod.ts";
import { checkSome } from "./check_some.ts";

/** Below this share of the largest singular value, no rotation is nearer to a sum than others. */
const UNDECIDED = 1e-12;

/**
 * The rotation with the least sum of squared chords to given ones, `sum_i |R - R_i|^2` by the entries
 * of the matrices: the one nearest to their sum, in closed form (Hartley, Trumpf, Dai and Li,
 * "Rotation averaging", IJCV 103, 2013, section 5.3).
 *
 * @throws {RangeError} when there is none, or they cancel so that no mean is best.
 *
 * @example
 * ```ts
 * import { chordalMean } from "@rederive/lib/averaging";
 * import { expRotation, rotationAngle } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const about = (angle: number) => expRotation([0, 0, angle]);
 * assert(rotationAngle(chordalMean([about(0.1), about(0.5)]), about(0.3)) < 1e-15);
 * ```
 */
export function chordalMean(rotations: readonly Mat3[]): Mat3 {
  checkSome("average rotations", rotations);
  const zero = addScaled(IDENTITY, IDENTITY, -1);
  const sum = rotations.reduce((all, each) => addScaled(all, each, 1), zero);
  const mean = nearestRotation(sum);
  // s2 + s3 sign(det), by which nearestRotation() is settled
  const { s } = svd([sum.slice(0, 3), sum.slice(3, 6), sum.slice(6)]);
  const along = mean.reduce((all, r, i) => all + r * sum[i]!, 0);
  if (along - s[0]! > UNDECIDED * rotations.length) return mean;
  throw new RangeError(
    `Cannot average rotations: ${rotations.length} of them cancel, wanted some that agree`,
  );
}
