import { expRotation, logRotation, type Mat3, multiply, norm, transpose } from "../geometry/mod.ts";
import { checkSome } from "./check_some.ts";
import type { MedianOptions } from "./geometric_median.ts";
import { medoidRotation } from "./medoid_rotation.ts";
import { weiszfeldStep } from "./weiszfeld_step.ts";

/**
 * A rotation with a least sum of angles to given ones, by Weiszfeld's algorithm on the sphere of
 * rotations, from the best of them (Hartley, Aftab and Trumpf, "L1 rotation averaging using the
 * Weiszfeld algorithm", CVPR 2011). The least of all where most agree to within a quarter turn.
 *
 * @throws {RangeError} when there is none.
 *
 * @example
 * ```ts
 * import { medianRotation } from "@rederive/lib/averaging";
 * import { expRotation, rotationAngle } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const about = (angle: number) => expRotation([0, angle, 0]);
 * const median = medianRotation([about(0), about(0.2), about(3)]);
 * assert(rotationAngle(median, about(0.2)) < 1e-15);
 * ```
 */
export function medianRotation(
  rotations: readonly Mat3[],
  { steps = 1000 }: MedianOptions = {},
): Mat3 {
  checkSome("find a median rotation", rotations);
  let place = medoidRotation(rotations);
  for (let i = 0; i < steps; i++) {
    const back = transpose(place);
    const step = weiszfeldStep(rotations.map((each) => logRotation(multiply(back, each))));
    place = multiply(place, expRotation(step));
    if (norm(step) <= 1e-15) break;
  }
  return place;
}
