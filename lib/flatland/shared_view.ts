import { type FlatCamera, projectFlat } from "./camera.ts";
import { castFlatRay } from "./cast_ray.ts";
import type { FlatPose, Vec2 } from "./pose.ts";
import type { FlatRoom } from "./room.ts";
import { takePicture } from "./take_picture.ts";

/** Two places to look from, with one camera. */
export interface SharedViewOptions {
  /** The camera, of both. */
  readonly camera: FlatCamera;
  /** Whose points are counted. */
  readonly from: FlatPose;
  /** From where they are looked for. */
  readonly to: FlatPose;
}

/** A point is hidden by a wall that is nearer by more than this share of its distance. */
const BEFORE_IT = 1e-9;

/**
 * The co-visibility of two pictures: the share of the points which a camera sees from one pose that it
 * also sees from another, inside its picture and behind no wall. 0 when the first sees no point.
 *
 * @throws {RangeError} when the camera has no ray, or its field of view is not between 0 and pi.
 *
 * @example
 * ```ts
 * import { sharedView } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * const room = { walls: [{ from: [2, 9], to: [2, -9], stripes: [[1, 0, 0]] }] } as const;
 * const camera = { rays: 8, fieldOfView: Math.PI / 2 }; // sees y from -2 to 2
 * const from = { angle: 0, translation: [0, 0] } as const;
 * const to = { angle: 0, translation: [0, 1] } as const; // from -1 to 3
 * assert.equal(sharedView(room, { camera, from, to }), 6 / 8);
 * ```
 */
export function sharedView(room: FlatRoom, { camera, from, to }: SharedViewOptions): number {
  const { world, valid } = takePicture(room, from, camera);
  let [seen, all] = [0, 0];
  valid.forEach((isValid, r) => {
    if (!isValid) return;
    all++;
    const point: Vec2 = [world[2 * r]!, world[2 * r + 1]!];
    const { ray, depth } = projectFlat(camera, to, point);
    if (!(depth > 0 && ray >= -0.5 && ray <= camera.rays - 0.5)) return;
    const [x, y] = to.translation;
    const hit = castFlatRay(room, to.translation, [point[0] - x, point[1] - y]);
    if (!(hit && hit.distance < 1 - BEFORE_IT)) seen++;
  });
  return all === 0 ? 0 : seen / all;
}
