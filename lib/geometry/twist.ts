import { apply } from "./matrix.ts";
import type { Pose } from "./pose.ts";
import { add, cross, dot, type Vec3 } from "./vector.ts";

/** How a rigid body moves. */
export interface Twist {
  /** Velocity of the body's point at the origin. */
  readonly linear: Vec3;
  /** Angular velocity. */
  readonly angular: Vec3;
}

/** What pushes a rigid body. */
export interface Wrench {
  /** Sum of the forces. */
  readonly force: Vec3;
  /** Sum of their moments about the origin. */
  readonly torque: Vec3;
}

/**
 * A twist known in P, given in O, for the pose of P in O: the adjoint map, in six components
 * `[R, [t]x R; 0, R]` on linear over angular.
 *
 * @example
 * ```ts
 * import { IDENTITY, transformTwist } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const pose = { rotation: IDENTITY, translation: [1, 0, 0] } as const;
 * const spin = { linear: [0, 0, 0], angular: [0, 0, 1] } as const;
 * assert.deepEqual(transformTwist(pose, spin).linear, [0, -1, 0]); // the body point at O moves backwards
 * ```
 */
export function transformTwist({ rotation, translation }: Pose, twist: Twist): Twist {
  const angular = apply(rotation, twist.angular);
  return { linear: add(apply(rotation, twist.linear), cross(translation, angular)), angular };
}

/**
 * A wrench known in P, given in O, for the pose of P in O: in six components `[R, 0; [t]x R, R]` on
 * force over torque, the inverse transpose of the adjoint.
 *
 * @example
 * ```ts
 * import { IDENTITY, transformWrench } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const pose = { rotation: IDENTITY, translation: [1, 0, 0] } as const;
 * const push = { force: [0, 1, 0], torque: [0, 0, 0] } as const;
 * assert.deepEqual(transformWrench(pose, push).torque, [0, 0, 1]);
 * ```
 */
export function transformWrench({ rotation, translation }: Pose, wrench: Wrench): Wrench {
  const force = apply(rotation, wrench.force);
  return { force, torque: add(apply(rotation, wrench.torque), cross(translation, force)) };
}

/**
 * The power a wrench puts into a twist, both given in the same frame; no frame changes it.
 *
 * @example
 * ```ts
 * import { power } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const twist = { linear: [1, 0, 0], angular: [0, 0, 2] } as const;
 * assert.equal(power({ force: [3, 0, 0], torque: [0, 0, 4] }, twist), 11);
 * ```
 */
export function power(wrench: Wrench, twist: Twist): number {
  return dot(wrench.force, twist.linear) + dot(wrench.torque, twist.angular);
}
