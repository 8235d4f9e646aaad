import type { Camera } from "@rederive/lib/camera";
import { invert, matrixOf, type Pose, type Quaternion, quaternionOf } from "@rederive/lib/geometry";

/** A camera and its pose in nine numbers: translation and turn of the world in it, and two angles of view. */
export function encode({ width, height, fx, fy }: Camera, pose: Pose): number[] {
  const { rotation, translation } = invert(pose);
  const angles = [2 * Math.atan(width / (2 * fx)), 2 * Math.atan(height / (2 * fy))];
  return [...translation, ...quaternionOf(rotation), ...angles];
}

/** From an angle of view and a number of pixels to a focal length. */
export type Focal = (angle: number, pixels: number) => number;

/** By the half of the angle. */
export const byTheHalf: Focal = (angle, pixels) => pixels / (2 * Math.tan(angle / 2));

/** By all of the angle. */
export const byTheWhole: Focal = (angle, pixels) => pixels / (2 * Math.tan(angle));

/** The camera and pose of nine numbers, for a picture of a size. */
export function decode(
  [x, y, z, qw, qx, qy, qz, across, along]: readonly number[],
  { width, height }: { width: number; height: number },
  focal: Focal = byTheHalf,
): { camera: Camera; pose: Pose } {
  const rotation = matrixOf([qw!, qx!, qy!, qz!] as Quaternion);
  return {
    camera: {
      ...{ width, height, cx: width / 2, cy: height / 2 },
      ...{ fx: focal(across!, width), fy: focal(along!, height) },
    },
    pose: invert({ rotation, translation: [x!, y!, z!] }),
  };
}
