import type { Camera } from "../camera/mod.ts";
import type { Pose } from "../geometry/mod.ts";
import { checkBinding } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./cast_rays.wgsl" with { type: "text" };
import { packScene } from "./pack_scene.ts";
import type { Scene } from "./scene.ts";

/** Where a scene is seen from. */
export interface CastOptions {
  /** The camera of all views. */
  camera: Camera;
  /** The camera's pose in the world in each view: it takes coordinates in the camera to the world's. */
  poses: readonly Pose[];
}

/** What V views of H rows and W columns see; disposed of together. Where nothing is seen, all are 0. */
export interface CastViews extends Disposable {
  /** Colours (V, H, W, 3), from 0 to 1, lit. */
  readonly rgb: GpuArray<"f32">;
  /** Depths (V, H, W) along z of the camera, not along the ray. */
  readonly depth: GpuArray<"f32">;
  /** Points (V, H, W, 3) in the world. */
  readonly points: GpuArray<"f32">;
  /** Unit normals (V, H, W, 3) in the world, on the side of the camera. */
  readonly normals: GpuArray<"f32">;
  /** One more than the solid's place in the scene (V, H, W). */
  readonly ids: GpuArray<"u32">;
  /** 1 where something is seen (V, H, W). */
  readonly mask: GpuArray<"f32">;
}

/**
 * What cameras see of a scene, by one ray through the middle of each pixel: Lambert's light, no
 * shadows, nothing nearer than a depth of 1e-4. Results are those of a ray that is moved by less than
 * 2^-12 pixel, for focal lengths of up to some hundred pixels: on the edge of a solid or of a cell of its
 * pattern, they may be those of either side.
 *
 * @throws {RangeError} when the scene has a solid without size or more than 1024, or the views do not
 * fit a binding.
 *
 * @example
 * ```ts
 * import { pinhole } from "@rederive/lib/camera";
 * import { IDENTITY } from "@rederive/lib/geometry";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { castRays } from "@rederive/lib/scene";
 * import assert from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const ball = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 0, 0] } } as const;
 * const camera = pinhole({ width: 3, height: 3, fieldOfView: 1 });
 * const pose = { rotation: IDENTITY, translation: [0, 0, -4] } as const;
 * using views = await castRays(gpu, { solids: [ball] }, { camera, poses: [pose] });
 * assert.deepEqual([...await gpu.read(views.depth)], [0, 0, 0, 0, 3, 0, 0, 0, 0]);
 * ```
 */
export async function castRays(
  gpu: Gpu,
  scene: Scene,
  { camera, poses }: CastOptions,
): Promise<CastViews> {
  const { solids, ends, light, ambient } = packScene(scene);
  const { width, height, fx, fy, cx, cy } = camera;
  const rays = poses.length * width * height;
  const action = "cast rays";
  checkBinding(gpu, action, `${poses.length} views of ${width} x ${height} pixels`, rays * 12);
  const workgroupSize = 64;
  const kernel = await gpu.kernel({
    code,
    entry: "cast_rays",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  const call = new Uint32Array(16);
  call.set([rays, width, height, 0, ...ends]);
  const numbers = new Float32Array(call.buffer);
  numbers[3] = ambient;
  numbers.set([fx, fy, cx, cy, ...light], 8);
  const packedPoses = Float32Array.from(
    poses.flatMap(({ rotation: r, translation: t }) =>
      [0, 1, 2].flatMap((row) => [...r.slice(3 * row, 3 * row + 3), t[row]!])
    ),
  );
  using solidsArray = gpu.array(solids, "solids");
  using posesArray = gpu.array(packedPoses, "poses of cameras");
  const arrays = {
    rgb: gpu.empty("f32", rays * 3, "colours"),
    depth: gpu.empty("f32", rays, "depths"),
    points: gpu.empty("f32", rays * 3, "points"),
    normals: gpu.empty("f32", rays * 3, "normals"),
    ids: gpu.empty("u32", rays, "solids seen"),
    mask: gpu.empty("f32", rays, "what is seen"),
  };
  const bindings = [call, solidsArray, posesArray, ...Object.values(arrays)];
  if (rays > 0) gpu.run(kernel, bindings, spread(rays, workgroupSize));
  return {
    ...arrays,
    [Symbol.dispose]() {
      for (const array of Object.values(arrays)) array[Symbol.dispose]();
    },
  };
}
