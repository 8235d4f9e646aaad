import { meanDistance as measure } from "@rederive/lib/alignment";
import {
  compose,
  invert,
  type Pose,
  scale,
  transformPoint,
  type Vec3,
} from "@rederive/lib/geometry";

/** What a network is to predict of some views. */
export interface Targets {
  /** The points seen, in the world. */
  readonly points: readonly Vec3[];
  /** The depths of the same points in their cameras. */
  readonly depths: readonly number[];
  /** The poses of the cameras in the world. */
  readonly poses: readonly Pose[];
}

/** From where the mean distance of the points is measured. */
export type Centre = "first camera" | "origin of the world";

/** Targets in the frame of the first camera, lengths in units of the mean distance of the points. */
export function normalise(
  { points, depths, poses }: Targets,
  centre: Centre = "first camera",
): Targets {
  const world = invert(poses[0]!);
  const seen = points.map((point) => transformPoint(world, point));
  const unit = meanDistance(centre === "first camera" ? seen : points);
  return {
    points: seen.map((point) => scale(point, 1 / unit)),
    depths: depths.map((depth) => depth / unit),
    poses: poses.map((pose) => {
      const { rotation, translation } = compose(world, pose);
      return { rotation, translation: scale(translation, 1 / unit) };
    }),
  };
}

/** The mean distance of points from the origin. */
export function meanDistance(points: readonly Vec3[]): number {
  return measure(points.flat());
}

/** All numbers of targets, in one list. */
export function listed({ points, depths, poses }: Targets): number[] {
  const ofPoses = poses.flatMap(({ rotation, translation }) => [...rotation, ...translation]);
  return [...points.flat(), ...depths, ...ofPoses];
}
