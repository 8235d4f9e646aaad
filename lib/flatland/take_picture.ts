import { type FlatCamera, slopesOf } from "./camera.ts";
import { castFlatRay } from "./cast_ray.ts";
import { type FlatPose, transformFlat } from "./pose.ts";
import type { FlatRoom } from "./room.ts";

/** A picture in the plane, a row of R rays from left to right, with all that is true of it. */
export interface FlatPicture {
  /** Colours (R, 3) of what the rays meet; black where they meet nothing. */
  readonly colours: Float64Array;
  /** How far ahead (R) along the camera's axis; 0 where a ray meets nothing. */
  readonly depths: Float64Array;
  /** The points (R, 2) in the camera's own coordinates; its pointmap. */
  readonly local: Float64Array;
  /** The points (R, 2) in the world. */
  readonly world: Float64Array;
  /** The walls (R); -1 where a ray meets nothing. */
  readonly walls: Int32Array;
  /** A number (R) for each stripe of each wall of the room, from 0; -1 where a ray meets nothing. */
  readonly codes: Int32Array;
  /** 1 where a ray (R) meets a wall, else 0. */
  readonly valid: Uint8Array;
}

/**
 * What a camera sees of a room from a pose.
 *
 * @throws {RangeError} when the camera has no ray, or its field of view is not between 0 and pi.
 *
 * @example
 * ```ts
 * import { takePicture } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * const room = { walls: [{ from: [3, 9], to: [3, -9], stripes: [[1, 0, 0], [0, 0, 1]] }] } as const;
 * const picture = takePicture(room, { angle: 0, translation: [1, 0] }, { rays: 2, fieldOfView: 1 });
 * assert.deepEqual([...picture.depths], [2, 2]); // the same wall, as far ahead on both rays
 * assert.deepEqual([...picture.codes], [0, 1]); // red to the left, blue to the right
 * ```
 */
export function takePicture(room: FlatRoom, pose: FlatPose, camera: FlatCamera): FlatPicture {
  const slopes = slopesOf(camera);
  const firstCodes = room.walls.map((_, wall) =>
    room.walls.slice(0, wall).reduce((sum, { stripes }) => sum + stripes.length, 0)
  );
  const count = slopes.length;
  const picture: FlatPicture = {
    colours: new Float64Array(3 * count),
    depths: new Float64Array(count),
    local: new Float64Array(2 * count),
    world: new Float64Array(2 * count),
    walls: new Int32Array(count).fill(-1),
    codes: new Int32Array(count).fill(-1),
    valid: new Uint8Array(count),
  };
  slopes.forEach((slope, r) => {
    const direction = transformFlat({ angle: pose.angle, translation: [0, 0] }, [1, slope]);
    const hit = castFlatRay(room, pose.translation, direction);
    if (!hit) return;
    const { stripes } = room.walls[hit.wall]!;
    const stripe = Math.min(Math.floor(hit.along * stripes.length), stripes.length - 1);
    const local = [hit.distance, hit.distance * slope] as const;
    picture.colours.set(stripes[stripe]!, 3 * r);
    picture.depths[r] = hit.distance;
    picture.local.set(local, 2 * r);
    picture.world.set(transformFlat(pose, local), 2 * r);
    picture.walls[r] = hit.wall;
    picture.codes[r] = firstCodes[hit.wall]! + stripe;
    picture.valid[r] = 1;
  });
  return picture;
}
