import {
  apply,
  cross,
  determinant,
  dot,
  type Mat3,
  multiply,
  type Pose,
  scale,
  svd,
  transpose,
  type Vec3,
} from "../geometry/mod.ts";

/** A quarter turn about z. */
const QUARTER: Mat3 = [0, -1, 0, 1, 0, 0, 0, 0, 1];

/**
 * The four poses of camera A in camera B that an essential matrix leaves open, translations of length
 * 1: two rotations, half a turn about the translation apart, each with either sign of the translation.
 *
 * @example
 * ```ts
 * import { decomposeEssential, essentialMatrix } from "@rederive/lib/camera";
 * import { IDENTITY, rotationAngle } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const poses = decomposeEssential(essentialMatrix({ rotation: IDENTITY, translation: [0, 3, 0] }));
 * const angles = poses.map(({ rotation }) => rotationAngle(rotation, IDENTITY)).sort();
 * assert(angles[1]! < 1e-15 && Math.abs(angles[2]! - Math.PI) < 1e-15);
 * ```
 */
export function decomposeEssential(essential: Mat3): [Pose, Pose, Pose, Pose] {
  const { u, v } = svd([essential.slice(0, 3), essential.slice(3, 6), essential.slice(6)]);
  const [left, right] = [proper(u), transpose(proper(v))];
  const direction: Vec3 = [left[2], left[5], left[8]];
  const of = (turn: Mat3, sign: number): Pose => ({
    rotation: multiply(left, turn, right),
    translation: scale(direction, sign),
  });
  const back = transpose(QUARTER);
  return [of(QUARTER, 1), of(QUARTER, -1), of(back, 1), of(back, -1)];
}

/** The matrix or its negative, whichever does not mirror. */
function proper(rows: readonly (readonly number[])[]): Mat3 {
  const m = rows.flat() as unknown as Mat3;
  return determinant(m) < 0 ? m.map((x) => -x) as unknown as Mat3 : m;
}

/** A relative pose, and what speaks for it. */
export interface RelativePose {
  /** The pose of camera A in camera B, its translation of length 1. */
  readonly pose: Pose;
  /** How many of the matches lie in front of both cameras then. */
  readonly inFront: number;
}

/**
 * Which of an essential matrix' four poses has the most matches in front of both cameras
 * (cheirality), for matches in normalized coordinates a and b, (N, 2) each.
 *
 * @throws {RangeError} when lists do not fit or are empty.
 *
 * @example
 * ```ts
 * import { essentialMatrix, relativePose } from "@rederive/lib/camera";
 * import { IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const truth = { rotation: IDENTITY, translation: [1, 0, 0] } as const;
 * const { pose, inFront } = relativePose(essentialMatrix(truth), [0, 0], [1 / 5, 0]); // 5 away
 * assert.equal(inFront, 1);
 * assert(Math.abs(pose.translation[0] - 1) < 1e-15);
 * ```
 */
export function relativePose(
  essential: Mat3,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): RelativePose {
  if (a.length !== b.length || a.length % 2 !== 0 || a.length === 0) {
    throw new RangeError(
      `Cannot choose a pose: ${a.length} and ${b.length} numbers, wanted (N, 2) both, with N >= 1`,
    );
  }
  const [first, ...others] = decomposeEssential(essential).map((pose) => ({
    pose,
    inFront: countInFront(pose, a, b),
  }));
  return others.reduce((best, each) => each.inFront > best.inFront ? each : best, first!);
}

/** Matches whose depths along both rays, `db b = R (da a) + t`, are above 0. */
function countInFront({ rotation, translation }: Pose, a: ArrayLike<number>, b: ArrayLike<number>) {
  let count = 0;
  for (let i = 0; i < a.length; i += 2) {
    const turned = apply(rotation, [a[i]!, a[i + 1]!, 1]);
    const ray: Vec3 = [b[i]!, b[i + 1]!, 1];
    const across = cross(turned, ray);
    // crossed with one ray, the equation has only the other's depth
    const depthOfA = dot(cross(ray, translation), across);
    const depthOfB = dot(cross(turned, translation), across);
    if (depthOfA > 0 && depthOfB > 0) count++;
  }
  return count;
}
