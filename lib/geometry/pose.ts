import { apply, IDENTITY, type Mat3, multiply, transpose } from "./matrix.ts";
import { add, scale, type Vec3 } from "./vector.ts";

/** Where a frame stands and how it is turned, in the coordinates of another: `p -> rotation p + translation`. */
export interface Pose {
  /** How the frame is turned: its axes are the columns. */
  readonly rotation: Mat3;
  /** Where its origin is. */
  readonly translation: Vec3;
}

/**
 * The pose of C in A, from the pose of B in A, of C in B, and so on: neighbouring letters match.
 *
 * @example
 * ```ts
 * import { compose, type Pose, transformPoint } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const step: Pose = { rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1], translation: [1, 0, 0] };
 * assert.deepEqual(transformPoint(compose(step, step), [0, 0, 0]), [1, 1, 0]);
 * ```
 */
export function compose(...poses: Pose[]): Pose {
  return poses.reduce((a, b) => ({
    rotation: multiply(a.rotation, b.rotation),
    translation: transformPoint(a, b.translation),
  }), { rotation: IDENTITY, translation: [0, 0, 0] });
}

/**
 * The pose of A in B, from the pose of B in A.
 *
 * @example
 * ```ts
 * import { IDENTITY, invert } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(invert({ rotation: IDENTITY, translation: [1, 2, 3] }).translation, [-1, -2, -3]);
 * ```
 */
export function invert({ rotation, translation }: Pose): Pose {
  const back = transpose(rotation);
  return { rotation: back, translation: scale(apply(back, translation), -1) };
}

/**
 * A point's coordinates in A, from its coordinates in B and the pose of B in A.
 *
 * @example
 * ```ts
 * import { IDENTITY, transformPoint } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(transformPoint({ rotation: IDENTITY, translation: [1, 2, 3] }, [1, 1, 1]), [2, 3, 4]);
 * ```
 */
export function transformPoint({ rotation, translation }: Pose, point: Vec3): Vec3 {
  return add(apply(rotation, point), translation);
}
