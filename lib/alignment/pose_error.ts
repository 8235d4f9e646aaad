import { add, norm, type Pose, rotationAngle, scale, subtract } from "../geometry/mod.ts";

/** How far an estimated pose is off, in radians from 0 to pi. */
export interface PoseError {
  /** The angle of the turn between the rotations. */
  readonly rotation: number;
  /** The angle between the directions of the translations: their lengths do not count. */
  readonly translation: number;
}

/**
 * How far the estimated pose of one camera in another is from the true one. Only the direction of
 * the translation counts, for two views do not tell its length; an estimate without a direction is
 * off by pi. With `eitherSign` the translation may point the wrong way round, as that of an
 * essential matrix does before points are looked at.
 *
 * @throws {RangeError} when the true translation is 0: it has no direction.
 *
 * @example
 * ```ts
 * import { poseError } from "@rederive/lib/alignment";
 * import { IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const along = (x: number, y: number) => ({ rotation: IDENTITY, translation: [x, y, 0] }) as const;
 * assert.deepEqual(poseError(along(0, 5), along(1, 0)), { rotation: 0, translation: Math.PI / 2 });
 * ```
 */
export function poseError(
  estimated: Pose,
  truth: Pose,
  { eitherSign = false }: { eitherSign?: boolean } = {},
): PoseError {
  const [length, wanted] = [norm(estimated.translation), norm(truth.translation)];
  if (!(wanted > 0)) {
    throw new RangeError(
      `Cannot measure a pose: the true translation is ${wanted} long, wanted one with a direction`,
    );
  }
  const rotation = rotationAngle(estimated.rotation, truth.rotation);
  if (length === 0) return { rotation, translation: Math.PI };
  const [a, b] = [scale(estimated.translation, 1 / length), scale(truth.translation, 1 / wanted)];
  // keeps its digits near 0 and pi, which the arccosine of the product does not
  const angle = 2 * Math.atan2(norm(subtract(a, b)), norm(add(a, b)));
  return { rotation, translation: eitherSign ? Math.min(angle, Math.PI - angle) : angle };
}
