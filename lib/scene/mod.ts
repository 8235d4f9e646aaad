/**
 * Scenes of spheres, cylinders, boxes and planes, what cameras see of them pixel by pixel, and which
 * pixels of two views see the same: exact depths, points, normals and correspondences for whatever
 * learns them.
 *
 * Frames are those of `lib/camera`: poses are poses in the world, z of a camera points forward.
 *
 * @module
 */
export { type CastOptions, castRays, type CastViews } from "./cast_rays.ts";
export { findMatches, type Matches } from "./find_matches.ts";
export { randomRoom, type RoomOptions, type Standing } from "./random_room.ts";
export { readViews, type SceneView } from "./read_views.ts";
export type { Colour, Paint, Scene, Shape, Solid } from "./scene.ts";
