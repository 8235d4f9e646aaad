import {
  compose,
  IDENTITY,
  invert,
  norm,
  type Pose,
  rotationAngle,
  subtract,
} from "../geometry/mod.ts";

/** How far a trajectory is from closing its loop. */
export interface LoopGap {
  /** The angle of the turn that is missing, in radians from 0 to pi. */
  readonly rotation: number;
  /** The distance that is missing, in the estimate's unit. */
  readonly distance: number;
  /** The distance over the length of the estimated way, which needs no unit. */
  readonly share: number;
}

const HERE: Pose = { rotation: IDENTITY, translation: [0, 0, 0] };

/**
 * The loop-closure gap of estimated poses, along a way whose last pose is known in its first: how far
 * what was added up step by step is from it. What the world's frame is does not matter.
 *
 * @throws {RangeError} when there are fewer than two poses, or they are all in one place.
 *
 * @example
 * ```ts
 * import { loopGap } from "@rederive/lib/alignment";
 * import { IDENTITY, type Pose } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const at = (x: number, y: number): Pose => ({ rotation: IDENTITY, translation: [x, y, 0] });
 * const square = [at(0, 0), at(4, 0), at(4, 4), at(0, 4), at(0, 1)]; // one short of its start
 * assert.deepEqual(loopGap(square), { rotation: 0, distance: 1, share: 1 / 15 });
 * ```
 */
export function loopGap(
  estimated: readonly Pose[],
  { closing = HERE }: {
    /** The true pose of the last camera in the first, in the estimate's unit; the same unless given. */
    closing?: Pose;
  } = {},
): LoopGap {
  let length = 0;
  for (const [i, { translation }] of estimated.entries()) {
    if (i > 0) length += norm(subtract(translation, estimated[i - 1]!.translation));
  }
  if (!(length > 0)) {
    throw new RangeError(
      `Cannot measure a loop: ${estimated.length} poses along a way of ${length}, ` +
        `wanted two or more and a way above 0`,
    );
  }
  const end = compose(invert(estimated[0]!), estimated.at(-1)!);
  const distance = norm(subtract(end.translation, closing.translation));
  return {
    rotation: rotationAngle(end.rotation, closing.rotation),
    distance,
    share: distance / length,
  };
}
