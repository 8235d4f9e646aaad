import { type Mat3, rotationAngle } from "../geometry/mod.ts";
import { checkSome } from "./check_some.ts";
import { medoid } from "./medoid.ts";

/**
 * That of given rotations which is nearest to all others, by the sum of angles; the first of several.
 * Up to half of the others may be anything, if the rest agree.
 *
 * @throws {RangeError} when there is none.
 *
 * @example
 * ```ts
 * import { medoidRotation } from "@rederive/lib/averaging";
 * import { expRotation } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const [near, middle, far] = [0, 0.1, 2].map((angle) => expRotation([0, angle, 0]));
 * assert.deepEqual(medoidRotation([near!, middle!, far!]), middle);
 * ```
 */
export function medoidRotation(rotations: readonly Mat3[]): Mat3 {
  checkSome("choose a rotation", rotations);
  return medoid(rotations, rotationAngle);
}
