/**
 * Cameras without distortion, where they stand, and what one, two or more of them tell of points, in
 * f64 on the CPU.
 *
 * A camera's frame has x to the right, y down, z forward. Poses of cameras are poses in the world: they
 * take coordinates in the camera to coordinates in the world, and their translation is the camera's
 * centre. Trajectories take z for up. Pixels count from the left and upper edge, so that centres of
 * pixels lie at halves.
 *
 * @module
 */
export { type Camera, pinhole, type PinholeOptions } from "./camera.ts";
export { essentialMatrix } from "./essential.ts";
export { estimateEssential } from "./estimate_essential.ts";
export { lookAt, type LookAtOptions } from "./look_at.ts";
export { corridorLoop, figureEight, type LoopOptions } from "./loops.ts";
export {
  normalizePixel,
  normalizePixels,
  type Pixel,
  project,
  type Projection,
  unproject,
} from "./project.ts";
export { decomposeEssential, type RelativePose, relativePose } from "./relative_pose.ts";
export { sampsonDistance } from "./sampson.ts";
export { type PnpOptions, solvePnp } from "./solve_pnp.ts";
export { arc, type CircleOptions, orbit, walk, type WalkOptions } from "./trajectories.ts";
export { type Sight, triangulate } from "./triangulate.ts";
