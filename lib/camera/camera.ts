/**
 * A pinhole camera without distortion. Its frame has x to the right, y down and z forward (OpenCV's
 * axes); a picture covers x from 0 to width and y from 0 to height, so the centre of the pixel in
 * column i and row j is (i + 1/2, j + 1/2). A point (X, Y, Z) of the camera's frame is seen at
 * `(fx X / Z + cx, fy Y / Z + cy)`.
 */
export interface Camera {
  /** Columns of pixels. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
  /** Focal length along x, in pixels. */
  readonly fx: number;
  /** Focal length along y, in pixels. */
  readonly fy: number;
  /** Where the axis z is seen, in pixels from the left. */
  readonly cx: number;
  /** Where the axis z is seen, in pixels from the top. */
  readonly cy: number;
}

/** What `pinhole()` makes a camera from. */
export interface PinholeOptions {
  /** Columns of pixels. */
  width: number;
  /** Rows of pixels. */
  height: number;
  /** The angle between the left and the right edge, in radians, below pi. */
  fieldOfView: number;
}

/**
 * A camera with square pixels that looks through the middle of its picture.
 *
 * @throws {RangeError} when a size is no integer above 0, or the field of view not between 0 and pi.
 *
 * @example
 * ```ts
 * import { pinhole } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const { fx, cx, cy } = pinhole({ width: 64, height: 48, fieldOfView: Math.PI / 2 });
 * assert(Math.abs(fx - 32) < 1e-13);
 * assert.deepEqual([cx, cy], [32, 24]);
 * ```
 */
export function pinhole({ width, height, fieldOfView }: PinholeOptions): Camera {
  for (const [name, size] of Object.entries({ width, height })) {
    if (Number.isInteger(size) && size > 0) continue;
    throw new RangeError(`Cannot make a camera: ${name} is ${size}, wanted an integer above 0`);
  }
  if (!(fieldOfView > 0 && fieldOfView < Math.PI)) {
    throw new RangeError(
      `Cannot make a camera: the field of view is ${fieldOfView} rad, wanted one between 0 and pi`,
    );
  }
  const focal = width / (2 * Math.tan(fieldOfView / 2));
  return { width, height, fx: focal, fy: focal, cx: width / 2, cy: height / 2 };
}
