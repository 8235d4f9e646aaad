import type { Camera } from "../camera/mod.ts";
import type { Pose } from "../geometry/mod.ts";
import type { Gpu } from "../gpu/mod.ts";
import { type CastOptions, castRays } from "./cast_rays.ts";
import type { Scene } from "./scene.ts";

/** One view of a scene in memory, H rows of W columns; where nothing is seen, all are 0. */
export interface SceneView {
  /** What it was taken with. */
  readonly camera: Camera;
  /** The camera's pose in the world. */
  readonly pose: Pose;
  /** Colours (H, W, 3), from 0 to 1. */
  readonly rgb: Float32Array;
  /** Depths (H, W) along z of the camera. */
  readonly depth: Float32Array;
  /** Points (H, W, 3) in the world. */
  readonly points: Float32Array;
  /** Unit normals (H, W, 3) in the world, on the side of the camera. */
  readonly normals: Float32Array;
  /** One more than the solid's place in the scene (H, W). */
  readonly ids: Uint32Array;
  /** 1 where something is seen (H, W). */
  readonly mask: Float32Array;
}

/**
 * `castRays()`, read back, view by view.
 *
 * @throws {RangeError} as `castRays()`.
 *
 * @example
 * ```ts
 * import { orbit, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { readViews } from "@rederive/lib/scene";
 * import assert from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const ball = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 0, 0] } } as const;
 * const camera = pinhole({ width: 5, height: 5, fieldOfView: 1 });
 * const poses = orbit({ radius: 3, views: 4 });
 * const views = await readViews(gpu, { solids: [ball] }, { camera, poses });
 * assert.deepEqual(views.map(({ ids }) => ids[12]), [1, 1, 1, 1]);
 * ```
 */
export async function readViews(
  gpu: Gpu,
  scene: Scene,
  { camera, poses }: CastOptions,
): Promise<SceneView[]> {
  using views = await castRays(gpu, scene, { camera, poses });
  const [rgb, depth, points, normals, mask] = await gpu.readMany([
    views.rgb,
    views.depth,
    views.points,
    views.normals,
    views.mask,
  ]);
  const ids = await gpu.read(views.ids);
  const pixels = camera.width * camera.height;
  return poses.map((pose, i) => ({
    camera,
    pose,
    rgb: rgb.slice(3 * i * pixels, 3 * (i + 1) * pixels),
    depth: depth.slice(i * pixels, (i + 1) * pixels),
    points: points.slice(3 * i * pixels, 3 * (i + 1) * pixels),
    normals: normals.slice(3 * i * pixels, 3 * (i + 1) * pixels),
    ids: ids.slice(i * pixels, (i + 1) * pixels),
    mask: mask.slice(i * pixels, (i + 1) * pixels),
  }));
}
