import { invert, type Pose, transformPoint } from "../geometry/mod.ts";
import type { SceneView } from "./read_views.ts";

/**
 * The points (H, W, 3) that a view shows, in the frame of a pose in the world: that of its own camera,
 * of the first of some cameras, or any other. 0 where nothing is seen.
 *
 * @example
 * ```ts
 * import { orbit, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { pointmap, readViews } from "@rederive/lib/scene";
 * import assert from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const ball = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 0, 0] } } as const;
 * const camera = pinhole({ width: 5, height: 5, fieldOfView: 1 });
 * const poses = orbit({ radius: 3, views: 2 });
 * const [first, second] = await readViews(gpu, { solids: [ball] }, { camera, poses });
 * // the far side of the ball, as the first camera would tell it
 * const middle = pointmap(second!, first!.pose).subarray(3 * 12, 3 * 13);
 * assert(Math.hypot(middle[0]!, middle[1]!, middle[2]! - 4) < 1e-6);
 * ```
 */
export function pointmap({ points, mask }: SceneView, frame: Pose): Float32Array {
  const world = invert(frame);
  const moved = new Float32Array(points.length);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const at = 3 * i;
    moved.set(transformPoint(world, [points[at]!, points[at + 1]!, points[at + 2]!]), at);
  }
  return moved;
}
