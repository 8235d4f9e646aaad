import { dot, invert, subtract, transformPoint, type Vec3 } from "../geometry/mod.ts";
import type { SceneView } from "./read_views.ts";

/** Where the pixels of one view are seen in another. */
export interface Matches {
  /** 1 where a pixel's point is seen in the other view (H, W). */
  readonly visible: Uint8Array;
  /** Where, in pixels of the other view, edges of pixels at whole numbers (H, W, 2); 0 elsewhere. */
  readonly pixels: Float64Array;
  /** Of the pixels that see something, the share that is visible in the other view; 0 if none does. */
  readonly overlap: number;
}

/**
 * Which pixels of one view are seen in another, and where: their points are projected there, and count
 * as seen inside the picture, in front of the camera, and when they lie within `tolerance` times their
 * depth of the tangent plane of what the pixel they fall into shows. (Its depth alone would do only
 * where surfaces face the camera: across one pixel of a steep wall it changes by more.) The overlap of
 * a pair is not the same both ways.
 *
 * @example
 * ```ts
 * import { arc, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { findMatches, readViews } from "@rederive/lib/scene";
 * import assert from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const wall = { shape: { kind: "plane" }, paint: { colour: [1, 1, 1] } } as const;
 * const camera = pinhole({ width: 9, height: 7, fieldOfView: 1 });
 * const poses = arc({ radius: 1, height: 2, views: 2, turn: 0.3 });
 * const [first, second] = await readViews(gpu, { solids: [wall] }, { camera, poses });
 * assert.equal(findMatches(first!, first!).overlap, 1);
 * const { overlap } = findMatches(first!, second!);
 * assert(overlap > 0.8 && overlap < 1);
 * ```
 */
export function findMatches(
  from: SceneView,
  to: SceneView,
  { tolerance = 0.01 }: { tolerance?: number } = {},
): Matches {
  const count = from.mask.length;
  const visible = new Uint8Array(count);
  const pixels = new Float64Array(2 * count);
  const { width, height, fx, fy, cx, cy } = to.camera;
  const world = invert(to.pose);
  let [seen, both] = [0, 0];
  for (let i = 0; i < count; i++) {
    if (from.mask[i] === 0) continue;
    seen++;
    const point = pointAt(from.points, i);
    const [x, y, z] = transformPoint(world, point);
    const [u, v] = [fx * x / z + cx, fy * y / z + cy];
    if (!(z > 0 && u >= 0 && u < width && v >= 0 && v < height)) continue;
    const there = Math.floor(v) * width + Math.floor(u);
    if (to.mask[there] === 0) continue;
    const off = dot(pointAt(to.normals, there), subtract(point, pointAt(to.points, there)));
    if (Math.abs(off) > tolerance * z) continue;
    both++;
    visible[i] = 1;
    pixels.set([u, v], 2 * i);
  }
  return { visible, pixels, overlap: seen > 0 ? both / seen : 0 };
}

function pointAt(points: Float32Array, i: number): Vec3 {
  return [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
}
