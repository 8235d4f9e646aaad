/** A place or a direction in the plane: x, then y. */
export type Vec2 = readonly [number, number];

/**
 * Where a frame stands in the plane and how it is turned, in the coordinates of another: an element of
 * SE(2), `p -> R(angle) p + translation`.
 */
export interface FlatPose {
  /** How far it is turned, in radians from the axis x towards y. */
  readonly angle: number;
  /** Where its origin is. */
  readonly translation: Vec2;
}

/**
 * The pose of C in A, from the pose of B in A, of C in B, and so on: neighbouring letters match. Angles
 * are brought to (-pi, pi].
 *
 * @example
 * ```ts
 * import { composeFlat, type FlatPose } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * const step: FlatPose = { angle: 0, translation: [2, 0] };
 * const turn: FlatPose = { angle: Math.PI / 2, translation: [0, 0] };
 * const [x, y] = composeFlat(step, turn, step).translation; // ahead, to the left, ahead
 * assert(Math.hypot(x - 2, y - 2) < 1e-15);
 * ```
 */
export function composeFlat(...poses: FlatPose[]): FlatPose {
  return poses.reduce((a, b) => ({
    angle: wrapAngle(a.angle + b.angle),
    translation: transformFlat(a, b.translation),
  }), { angle: 0, translation: [0, 0] });
}

/**
 * The pose of A in B, from the pose of B in A.
 *
 * @example
 * ```ts
 * import { invertFlat } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * assert.deepEqual(invertFlat({ angle: 0, translation: [1, 2] }).translation, [-1, -2]);
 * ```
 */
export function invertFlat({ angle, translation: [x, y] }: FlatPose): FlatPose {
  return {
    angle: wrapAngle(-angle),
    translation: transformFlat({ angle: -angle, translation: [0, 0] }, [-x, -y]),
  };
}

/**
 * A point's coordinates in A, from its coordinates in B and the pose of B in A.
 *
 * @example
 * ```ts
 * import { transformFlat } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * assert.deepEqual(transformFlat({ angle: 0, translation: [1, 2] }, [1, 1]), [2, 3]);
 * ```
 */
export function transformFlat({ angle, translation }: FlatPose, [x, y]: Vec2): Vec2 {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos * x - sin * y + translation[0], sin * x + cos * y + translation[1]];
}

/**
 * The angle in (-pi, pi] that turns as far.
 *
 * @example
 * ```ts
 * import { wrapAngle } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * assert.deepEqual([1, -Math.PI, 3 * Math.PI].map(wrapAngle), [1, Math.PI, Math.PI]);
 * ```
 */
export function wrapAngle(angle: number): number {
  return angle - 2 * Math.PI * Math.ceil(angle / (2 * Math.PI) - 0.5);
}
