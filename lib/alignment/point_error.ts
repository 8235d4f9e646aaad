import {
  IDENTITY,
  norm,
  type Similarity,
  subtract,
  transformBySimilarity,
} from "../geometry/mod.ts";
import { alignPoints } from "./align_points.ts";
import { checkPoints, checkWeights, pointAt } from "./point_list.ts";

/** How far points are off. */
export interface PointError {
  /** The root of the mean squared distance, in units of the true points. */
  readonly rmse: number;
  /** The distance of each point from the true one. */
  readonly distances: number[];
  /** What the estimate was moved by first. */
  readonly alignment: Similarity;
}

/** How points are compared. */
export interface PointErrorOptions {
  /**
   * What the estimate is moved onto the truth by: a similarity, a scale alone (about the origin, which
   * is the camera for points in its frame), a rigid motion, or nothing. A similarity unless given.
   */
  align?: "similarity" | "scale" | "rigid" | "none";
  /** How much each pair counts, in the alignment and in the mean; all alike unless given. */
  weights?: ArrayLike<number>;
}

/**
 * How far estimated points (N, 3) are from the true ones, pair by pair, after the alignment that makes
 * the sum of squared distances smallest.
 *
 * @throws {RangeError} when lists differ in length, a weight is negative, or there is no best
 * alignment: points on a line for one that turns, points that are all 0 for a scale.
 *
 * @example
 * ```ts
 * import { pointError } from "@rederive/lib/alignment";
 * import assert from "node:assert/strict";
 * const [estimated, truth] = [[1, 0, 0, 0, 1, 0], [3, 0, 0, 0, 1, 0]];
 * assert.equal(pointError(estimated, truth, { align: "none" }).rmse, Math.sqrt(2));
 * const { rmse, alignment } = pointError(estimated, truth, { align: "scale" });
 * assert.deepEqual([rmse, alignment.scale], [1, 2]);
 * ```
 */
export function pointError(
  estimated: ArrayLike<number>,
  truth: ArrayLike<number>,
  { align = "similarity", weights }: PointErrorOptions = {},
): PointError {
  const action = "measure points";
  const count = checkPoints(action, { estimated, truth });
  const weight = checkWeights(action, weights, count);
  const alignment = alignmentOf(estimated, truth, { align, ...(weights ? { weights } : {}) });
  let [squares, total] = [0, 0];
  const distances = Array.from({ length: count }, (_, i) => {
    const moved = transformBySimilarity(alignment, pointAt(estimated, i));
    const distance = norm(subtract(moved, pointAt(truth, i)));
    squares += weight(i) * distance ** 2;
    total += weight(i);
    return distance;
  });
  return { rmse: Math.sqrt(squares / total), distances, alignment };
}

function alignmentOf(
  estimated: ArrayLike<number>,
  truth: ArrayLike<number>,
  { align, weights }: PointErrorOptions,
): Similarity {
  const still = { scale: 1, rotation: IDENTITY, translation: [0, 0, 0] } as const;
  if (align === "none") return still;
  if (align !== "scale") {
    return alignPoints(estimated, truth, {
      scale: align === "similarity",
      ...(weights ? { weights } : {}),
    });
  }
  let [along, square] = [0, 0];
  for (let i = 0; i < estimated.length; i++) {
    const weight = weights ? weights[Math.floor(i / 3)]! : 1;
    along += weight * estimated[i]! * truth[i]!;
    square += weight * estimated[i]! ** 2;
  }
  if (square > 0) return { ...still, scale: along / square };
  throw new RangeError(
    "Cannot measure points: all that count are estimated at the origin, wanted some away from it",
  );
}
