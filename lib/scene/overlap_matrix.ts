import { findMatches } from "./find_matches.ts";
import type { SceneView } from "./read_views.ts";

/**
 * How much views share (V, V): in row i and column j the share of what view i sees that view j sees as
 * well, by `findMatches()`. Not symmetric: who stands nearer has more of the picture in common.
 *
 * @example
 * ```ts
 * import { arc, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { overlapMatrix, readViews } from "@rederive/lib/scene";
 * import assert from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const wall = { shape: { kind: "plane" }, paint: { colour: [1, 1, 1] } } as const;
 * const camera = pinhole({ width: 9, height: 7, fieldOfView: 1 });
 * const poses = arc({ radius: 1, height: 2, views: 3, turn: 0.6 });
 * const views = await readViews(gpu, { solids: [wall] }, { camera, poses });
 * const [[self, near, far]] = overlapMatrix(views) as [[number, number, number]];
 * assert(self === 1 && near < 1 && far < near);
 * ```
 */
export function overlapMatrix(
  views: readonly SceneView[],
  options: { tolerance?: number } = {},
): number[][] {
  return views.map((from) => views.map((to) => findMatches(from, to, options).overlap));
}
