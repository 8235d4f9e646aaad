import type { Camera } from "../camera/mod.ts";
import { unproject } from "../camera/mod.ts";
import type { Pose } from "../geometry/mod.ts";
import type { Colour } from "../scene/mod.ts";
import type { Segment } from "./cloud.ts";

/** How a camera is drawn. */
export interface FrustumOptions {
  /** How far in front of the centre the picture is drawn, in units of the world. */
  depth: number;
  /** Colour of the lines. */
  colour: Colour;
}

/**
 * The eight lines of a camera in the world: from its centre to the corners of its picture, and around it.
 *
 * @example
 * ```ts
 * import { pinhole } from "@rederive/lib/camera";
 * import { IDENTITY } from "@rederive/lib/geometry";
 * import { frustum } from "@rederive/lib/raster";
 * import assert from "node:assert/strict";
 * const camera = pinhole({ width: 4, height: 4, fieldOfView: Math.PI / 2 });
 * const pose = { rotation: IDENTITY, translation: [0, 0, 0] } as const;
 * const lines = frustum(camera, pose, { depth: 0.5, colour: [0, 0, 0] });
 * assert.equal(lines.length, 8);
 * assert(Math.abs(lines[0]!.to[0] + 0.5) < 1e-12 && lines[0]!.to[2] === 0.5);
 * ```
 */
export function frustum(camera: Camera, pose: Pose, options: FrustumOptions): Segment[] {
  const { depth, colour } = options;
  const { width, height } = camera;
  const corners = ([[0, 0], [width, 0], [width, height], [0, height]] as const)
    .map((pixel) => unproject(camera, pose, pixel, depth));
  return [
    ...corners.map((to) => ({ from: pose.translation, to, colour })),
    ...corners.map((from, i) => ({ from, to: corners[(i + 1) % 4]!, colour })),
  ];
}
