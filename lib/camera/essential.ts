import { hat, type Mat3, multiply, norm, type Pose, scale } from "../geometry/mod.ts";

/**
 * The essential matrix `E = [t]x R` of two views, for the pose of camera A in camera B, which takes
 * coordinates in A to coordinates in B: the rays a and b of one point, as (X / Z, Y / Z, 1), fulfil
 * `b^T E a = 0`. Scaled to |t| = 1, so that its singular values are 1, 1 and 0.
 *
 * @throws {RangeError} when the translation is 0: then there is none.
 *
 * @example
 * ```ts
 * import { essentialMatrix } from "@rederive/lib/camera";
 * import { IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const sideways = { rotation: IDENTITY, translation: [2, 0, 0] } as const;
 * assert.deepEqual(essentialMatrix(sideways).map((x) => x + 0), [0, 0, 0, 0, 0, -1, 0, 1, 0]);
 * ```
 */
export function essentialMatrix({ rotation, translation }: Pose): Mat3 {
  const length = norm(translation);
  if (!(length > 0)) {
    throw new RangeError(
      `Cannot make an essential matrix: the translation is ${length} long, wanted one above 0`,
    );
  }
  return multiply(hat(scale(translation, 1 / length)), rotation);
}
