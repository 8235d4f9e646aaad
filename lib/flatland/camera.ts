import { type FlatPose, invertFlat, transformFlat, type Vec2 } from "./pose.ts";

/**
 * A pinhole camera in the plane: it looks along its axis x, y is to its left, and its picture is a row
 * of rays from left to right, their slopes y / x at equal steps.
 */
export interface FlatCamera {
  /** R, how many rays a picture has. */
  readonly rays: number;
  /** The angle it sees, in radians, below pi. */
  readonly fieldOfView: number;
}

/** Where in a picture a point is. */
export interface FlatSight {
  /** The place in the row of rays: 0 on the first ray, R - 1 on the last, from -1/2 to R - 1/2 inside. */
  readonly ray: number;
  /** How far ahead of the camera, along its axis x; negative behind it. */
  readonly depth: number;
}

/**
 * The slopes y / x of a camera's rays, from left to right.
 *
 * @throws {RangeError} when the camera has no ray, or its field of view is not between 0 and pi.
 *
 * @example
 * ```ts
 * import { slopesOf } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * const [left, right] = slopesOf({ rays: 2, fieldOfView: Math.PI / 2 });
 * assert(Math.abs(left! - 0.5) + Math.abs(right! + 0.5) < 1e-15);
 * ```
 */
export function slopesOf({ rays, fieldOfView }: FlatCamera): number[] {
  if (!(Number.isInteger(rays) && rays > 0 && fieldOfView > 0 && fieldOfView < Math.PI)) {
    throw new RangeError(
      `Cannot take a picture: ${rays} rays over ${fieldOfView} radians, ` +
        `wanted at least one ray and an angle between 0 and pi`,
    );
  }
  const edge = Math.tan(fieldOfView / 2);
  return Array.from({ length: rays }, (_, r) => edge * (1 - (2 * r + 1) / rays));
}

/**
 * Where in the picture of a camera at a pose a point of the world is, hidden or not.
 *
 * @example
 * ```ts
 * import { projectFlat } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * const camera = { rays: 3, fieldOfView: 1 };
 * const { ray, depth } = projectFlat(camera, { angle: 0, translation: [1, 2] }, [5, 2]);
 * assert.deepEqual([ray, depth], [1, 4]); // straight ahead is the middle ray
 * ```
 */
export function projectFlat(camera: FlatCamera, pose: FlatPose, point: Vec2): FlatSight {
  const [depth, left] = transformFlat(invertFlat(pose), point);
  const edge = Math.tan(camera.fieldOfView / 2);
  return { ray: ((1 - left / depth / edge) * camera.rays - 1) / 2, depth };
}
