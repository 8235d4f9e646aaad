import { invert, type Pose, svd, type Vec3 } from "../geometry/mod.ts";
import type { Camera } from "./camera.ts";
import { normalizePixel, type Pixel } from "./project.ts";

/** One sight of a point. */
export interface Sight {
  /** What it was seen with. */
  readonly camera: Camera;
  /** The camera's pose in the world. */
  readonly pose: Pose;
  /** Where it was seen. */
  readonly pixel: Pixel;
}

/**
 * The point of the world that was seen at pixels of two or more cameras, by the direct linear
 * transform: exact for exact pixels; for noisy ones it makes the algebraic error smallest.
 *
 * @throws {RangeError} when there are fewer than two sights, or they share one ray or parallel ones.
 *
 * @example
 * ```ts
 * import { arc, pinhole, project, triangulate } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const camera = pinhole({ width: 64, height: 48, fieldOfView: 1 });
 * const sights = arc({ radius: 3, views: 2, turn: 0.5 })
 *   .map((pose) => ({ camera, pose, pixel: project(camera, pose, [0.1, 0.2, 0.3]).pixel }));
 * const [x, y, z] = triangulate(sights);
 * assert(Math.hypot(x - 0.1, y - 0.2, z - 0.3) < 1e-14);
 * ```
 */
export function triangulate(sights: readonly Sight[]): Vec3 {
  const action = "triangulate";
  if (sights.length < 2) {
    throw new RangeError(`Cannot ${action}: ${sights.length} sights, wanted at least two`);
  }
  const rows = sights.flatMap(({ camera, pose, pixel }) => {
    const [x, y] = normalizePixel(camera, pixel);
    const { rotation: r, translation: t } = invert(pose);
    const row = (i: 0 | 1, at: number) => [
      ...[0, 1, 2].map((k) => at * r[6 + k]! - r[3 * i + k]!),
      at * t[2] - t[i],
    ];
    return [row(0, x), row(1, y)];
  });
  const { s, v } = svd(rows);
  const [x, y, z, w] = v.map((row) => row[3]!) as [number, number, number, number];
  const size = Math.hypot(x, y, z);
  if (!(s[2]! > 1e-12 * s[0]!) || Math.abs(w) <= 1e-12 * size) {
    throw new RangeError(
      `Cannot ${action}: the rays of ${sights.length} sights are parallel or one, ` +
        `wanted rays that meet in one point`,
    );
  }
  return [x / w, y / w, z / w];
}
