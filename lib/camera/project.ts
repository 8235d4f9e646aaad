import { invert, type Pose, transformPoint, type Vec3 } from "../geometry/mod.ts";
import type { Camera } from "./camera.ts";

/** A place in a picture: pixels from the left and from the top. */
export type Pixel = readonly [number, number];

/** Where a point is seen. */
export interface Projection {
  /** The place in the picture, or beyond its edges. */
  readonly pixel: Pixel;
  /** The z of the point in the camera's frame; it is in front of the camera where that is above 0. */
  readonly depth: number;
}

/**
 * Where a camera sees a point of the world, for the pose of the camera in the world (which takes
 * coordinates in the camera to coordinates in the world). Behind the camera, where depth is below 0,
 * the pixel is that of the line through the centre.
 *
 * @example
 * ```ts
 * import { pinhole, project } from "@rederive/lib/camera";
 * import { IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const camera = pinhole({ width: 64, height: 64, fieldOfView: 2 * Math.atan(1 / 2) });
 * const pose = { rotation: IDENTITY, translation: [0, 0, -4] } as const;
 * const { pixel, depth } = project(camera, pose, [1, 0, 0]);
 * assert.equal(depth, 4);
 * assert(Math.abs(pixel[0] - 48) < 1e-13 && pixel[1] === 32);
 * ```
 */
export function project(camera: Camera, pose: Pose, point: Vec3): Projection {
  const [x, y, z] = transformPoint(invert(pose), point);
  return {
    pixel: [camera.fx * x / z + camera.cx, camera.fy * y / z + camera.cy],
    depth: z,
  };
}

/**
 * The point of the world that is seen at a pixel in some depth, along z of the camera: undoes
 * `project`.
 *
 * @example
 * ```ts
 * import { pinhole, unproject } from "@rederive/lib/camera";
 * import { IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const camera = pinhole({ width: 64, height: 64, fieldOfView: 1 });
 * const pose = { rotation: IDENTITY, translation: [1, 2, 3] } as const;
 * assert.deepEqual(unproject(camera, pose, [32, 32], 5), [1, 2, 8]);
 * ```
 */
export function unproject(camera: Camera, pose: Pose, pixel: Pixel, depth: number): Vec3 {
  const [x, y] = normalizePixel(camera, pixel);
  return transformPoint(pose, [x * depth, y * depth, depth]);
}

/**
 * Where the ray of a pixel meets the plane z = 1 of the camera's frame: `(X / Z, Y / Z)`, the
 * coordinates in which two-view geometry needs no camera.
 *
 * @example
 * ```ts
 * import { normalizePixel, pinhole } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const camera = pinhole({ width: 64, height: 48, fieldOfView: Math.PI / 2 });
 * assert(Math.abs(normalizePixel(camera, [64, 24])[0] - 1) < 1e-15); // the middle of the right edge
 * ```
 */
export function normalizePixel(camera: Camera, [x, y]: Pixel): Pixel {
  return [(x - camera.cx) / camera.fx, (y - camera.cy) / camera.fy];
}

/**
 * `normalizePixel` of a list of pixels (N, 2).
 *
 * @throws {RangeError} when the list holds half a pixel.
 *
 * @example
 * ```ts
 * import { normalizePixels, pinhole } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const camera = pinhole({ width: 64, height: 48, fieldOfView: 1 });
 * assert.deepEqual([...normalizePixels(camera, [32, 24, 32, 24])], [0, 0, 0, 0]);
 * ```
 */
export function normalizePixels(camera: Camera, pixels: ArrayLike<number>): Float64Array {
  if (pixels.length % 2 !== 0) {
    throw new RangeError(`Cannot normalize pixels: ${pixels.length} numbers, wanted (N, 2)`);
  }
  return Float64Array.from(
    { length: pixels.length },
    (_, i) =>
      i % 2 === 0 ? (pixels[i]! - camera.cx) / camera.fx : (pixels[i]! - camera.cy) / camera.fy,
  );
}
