/**
 * Scenes of spheres, cylinders, boxes and planes, what cameras see of them pixel by pixel, and which
 * pixels of two views see the same: exact depths, points, normals and correspondences for whatever
 * learns them, views that overlap as they should, and codes of surfaces for whatever must match them.
 *
 * Frames are those of `lib/camera`: poses are poses in the world, z of a camera points forward.
 *
 * @module
 */
export { type CastOptions, castRays, type CastViews } from "./cast_rays.ts";
export { drawOverlapping, type OverlapOptions } from "./draw_overlapping.ts";
export { findMatches, type Matches } from "./find_matches.ts";
export { overlapMatrix } from "./overlap_matrix.ts";
export { pointmap } from "./pointmap.ts";
export { randomRoom, type RoomOptions, type Standing } from "./random_room.ts";
export { readViews, type SceneView } from "./read_views.ts";
export type { Colour, Paint, Scene, Shape, Solid } from "./scene.ts";
export { type CodeOptions, surfaceCodes } from "./surface_codes.ts";
