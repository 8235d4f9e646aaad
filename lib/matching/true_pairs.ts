import { findMatches, type SceneView } from "../scene/mod.ts";
import type { Pair } from "./reciprocal_pairs.ts";

/**
 * Pixels of two views that show the same by geometry, one to one: what each shows falls into the
 * other, both ways, and is seen there.
 *
 * @example
 * ```ts
 * import { arc, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { truePairs } from "@rederive/lib/matching";
 * import { readViews } from "@rederive/lib/scene";
 * import assert from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const wall = { shape: { kind: "plane" }, paint: { colour: [1, 1, 1] } } as const;
 * const camera = pinhole({ width: 9, height: 7, fieldOfView: 1 });
 * const [view] = await readViews(gpu, { solids: [wall] }, { camera, poses: arc({ radius: 1, height: 2, views: 1, turn: 0 }) });
 * assert.equal(truePairs(view!, view!).length, 63);
 * ```
 */
export function truePairs(first: SceneView, second: SceneView): Pair[] {
  const [there, back] = [findMatches(first, second), findMatches(second, first)];
  const pixelOf = (pixels: Float64Array, i: number, width: number) =>
    Math.floor(pixels[2 * i + 1]!) * width + Math.floor(pixels[2 * i]!);
  return [...there.visible].flatMap((seen, i): Pair[] => {
    if (!seen) return [];
    const j = pixelOf(there.pixels, i, second.camera.width);
    const returns = back.visible[j] && pixelOf(back.pixels, j, first.camera.width) === i;
    return returns ? [[i, j]] : [];
  });
}
