import {
  cross,
  type Mat3,
  norm,
  type Pose,
  scale,
  subtract,
  transpose,
  type Vec3,
} from "../geometry/mod.ts";

/** Where a camera stands, what it looks at, and what is up. */
export interface LookAtOptions {
  /** The camera's centre in the world. */
  from: Vec3;
  /** The point that is seen in the middle of the picture. */
  at: Vec3;
  /** What is up in the world; z unless given. */
  up?: Vec3;
}

/**
 * The pose in the world of a camera that looks at a point and is held upright: its z points there,
 * its x lies level, its y down.
 *
 * @throws {RangeError} when the two points are one, or the camera looks straight up or down.
 *
 * @example
 * ```ts
 * import { lookAt } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const { rotation } = lookAt({ from: [0, -5, 0], at: [0, 0, 0] });
 * assert.deepEqual(rotation.map((x) => x + 0), [1, 0, 0, 0, 0, 1, 0, -1, 0]);
 * ```
 */
export function lookAt({ from, at, up = [0, 0, 1] }: LookAtOptions): Pose {
  const forward = subtract(at, from);
  const right = cross(forward, up);
  if (!(norm(right) > 1e-12 * norm(forward) * norm(up))) {
    throw new RangeError(
      `Cannot look from [${from}] at [${at}]: up is [${up}], wanted one across the line of sight\n` +
        `Try: another up`,
    );
  }
  const z = scale(forward, 1 / norm(forward));
  const x = scale(right, 1 / norm(right));
  const axes: Mat3 = [...x, ...cross(z, x), ...z];
  return { rotation: transpose(axes), translation: from };
}
