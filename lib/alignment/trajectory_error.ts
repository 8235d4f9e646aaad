import {
  IDENTITY,
  norm,
  type Pose,
  type Similarity,
  subtract,
  transformBySimilarity,
} from "../geometry/mod.ts";
import { alignPoints } from "./align_points.ts";

/** How far a trajectory is off. */
export interface TrajectoryError {
  /** The root of the mean squared distance of camera centres, in units of the true trajectory. */
  readonly rmse: number;
  /** The distance of each camera's centre from the true one. */
  readonly distances: number[];
  /** The similarity of the estimate's world in the true one that was applied first. */
  readonly alignment: Similarity;
}

/**
 * The absolute trajectory error (ATE) of camera poses in the world against true ones, pose by pose:
 * distances of camera centres after the estimate was moved onto the truth, by a similarity (for what
 * knows no unit of length), a rigid motion, or not at all.
 *
 * @throws {RangeError} when there are no poses or not as many, or the centres that are to be aligned
 * lie on a line.
 *
 * @example
 * ```ts
 * import { trajectoryError } from "@rederive/lib/alignment";
 * import { IDENTITY, type Pose } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const at = (x: number, y: number): Pose => ({ rotation: IDENTITY, translation: [x, y, 0] });
 * const [small, large] = [[at(0, 0), at(1, 0), at(0, 1)], [at(0, 0), at(2, 0), at(0, 2)]];
 * assert(trajectoryError(small, large).rmse < 1e-15);
 * assert(trajectoryError(small, large, { align: "none" }).rmse > 0.5);
 * ```
 */
export function trajectoryError(
  estimated: readonly Pose[],
  truth: readonly Pose[],
  { align = "similarity" }: { align?: "similarity" | "rigid" | "none" } = {},
): TrajectoryError {
  if (estimated.length !== truth.length || truth.length === 0) {
    throw new RangeError(
      `Cannot measure a trajectory: ${estimated.length} poses and ${truth.length} true ones, ` +
        `wanted as many, at least one`,
    );
  }
  const centres = (poses: readonly Pose[]) => poses.flatMap(({ translation }) => translation);
  const alignment = align === "none"
    ? { scale: 1, rotation: IDENTITY, translation: [0, 0, 0] } as const
    : alignPoints(centres(estimated), centres(truth), { scale: align === "similarity" });
  const distances = estimated.map(({ translation }, i) =>
    norm(subtract(transformBySimilarity(alignment, translation), truth[i]!.translation))
  );
  const squares = distances.reduce((sum, distance) => sum + distance * distance, 0);
  return { rmse: Math.sqrt(squares / distances.length), distances, alignment };
}
