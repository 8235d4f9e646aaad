import { lookAt } from "@rederive/lib/camera";
import {
  add,
  apply,
  compose,
  expRotation,
  invert,
  norm,
  type Pose,
  scale,
  subtract,
  type Vec3,
} from "@rederive/lib/geometry";
import type { Stream } from "@rederive/lib/random";
import { anyRotation, normalVector } from "./candidates.ts";

/** A query and the posed pictures it is compared with, as poses of cameras in the world. */
export interface Database {
  readonly query: Pose;
  readonly pictures: readonly Pose[];
}

/** A query and K pictures around it, a unit of length away on average, all turned anyhow. */
export function drawDatabase(random: Stream, { count }: { count: number }): Database {
  const place = (): Vec3 => normalVector(random, 1 / Math.sqrt(3));
  const pose = (): Pose => ({ rotation: anyRotation(random), translation: place() });
  return { query: pose(), pictures: Array.from({ length: count }, pose) };
}

/** Pictures along the axis x, some to each side of the query, each moved off it by a normal step. */
export function drawCorridor(
  random: Stream,
  { count, offset }: { count: number; offset: number },
): Database {
  const beside = (x: number): Vec3 => [x, offset * random.normal(), offset * random.normal()];
  const pose = (translation: Vec3): Pose =>
    lookAt({ from: translation, at: add(translation, [1, 0.1 * random.normal(), 0]) });
  const places = Array.from({ length: count }, (_, i) => {
    return beside((i % 2 === 0 ? 1 : -1) * (0.5 + 1.5 * random.uniform()));
  });
  return { query: pose([0, 0, 0]), pictures: places.map(pose) };
}

/** How good relative poses are. */
export interface RelativeOptions {
  /** The standard deviation of the error about each axis, of rotation and direction, in radians. */
  readonly noise: number;
  /** So many, the first, are anything. */
  readonly wild: number;
}

/**
 * What a network without a sense of scale would say of each pair: the pose of the picture's camera in
 * the query's, its translation of any length.
 */
export function relativePoses(
  random: Stream,
  { query, pictures }: Database,
  { noise, wild }: RelativeOptions = { noise: 0, wild: 0 },
): Pose[] {
  return pictures.map((picture, i) => {
    const { rotation, translation } = compose(invert(query), picture);
    const off = () => i < wild ? anyRotation(random) : expRotation(normalVector(random, noise));
    const length = (0.5 + random.uniform()) / norm(translation);
    return {
      rotation: compose({ rotation, translation }, { rotation: off(), translation: [0, 0, 0] })
        .rotation,
      translation: apply(off(), scale(translation, length)),
    };
  });
}

/** The unit directions, in the world, from a place to all pictures. */
export function directionsFrom(place: Vec3, pictures: readonly Pose[]): Vec3[] {
  return pictures.map(({ translation }) => {
    const way = subtract(translation, place);
    return scale(way, 1 / norm(way));
  });
}
