/**
 * Flatland: rooms, cameras and pictures in two dimensions, where a picture is a row of rays, in f64 on
 * the CPU.
 *
 * A pose of B in A takes coordinates in B to coordinates in A. A camera looks along its axis x and has y
 * to its left. Angles are radians.
 *
 * @module
 */
export { alignFlat, type AlignFlatOptions } from "./align_flat.ts";
export { type FlatCamera, type FlatSight, projectFlat, slopesOf } from "./camera.ts";
export { castFlatRay, type FlatHit } from "./cast_ray.ts";
export { type LoopOptions, loopPoses } from "./loop.ts";
export {
  composeFlat,
  type FlatPose,
  invertFlat,
  transformFlat,
  type Vec2,
  wrapAngle,
} from "./pose.ts";
export {
  type FlatColour,
  type FlatPaint,
  type FlatRoom,
  type FlatWall,
  outlineRoom,
} from "./room.ts";
export { sharedView, type SharedViewOptions } from "./shared_view.ts";
export { type FlatPicture, takePicture } from "./take_picture.ts";
