import type { Camera } from "../camera/mod.ts";
import type { Pose } from "../geometry/mod.ts";
import type { Gpu } from "../gpu/mod.ts";
import type { Stream } from "../random/mod.ts";
import { findMatches } from "./find_matches.ts";
import { readViews, type SceneView } from "./read_views.ts";
import type { Scene } from "./scene.ts";

/** How views are drawn. */
export interface OverlapOptions {
  /** The camera of all views. */
  camera: Camera;
  /** How many views. */
  views: number;
  /** What poses, and in the end the order of the views, are drawn from. */
  random: Stream;
  /** Draws a pose in the world, of which many may be thrown away. */
  propose: (random: Stream) => Pose;
  /** The least overlap that links two views, and the most that any two may have; 0.3 and 0.7 unless given. */
  overlap?: readonly [least: number, most: number];
}

/** Poses looked at together, and at most. */
const [TOGETHER, AT_MOST] = [16, 2048];

/**
 * Views of a scene in no order, as a tourist's pictures are: no two share more than the most, and links,
 * pairs that share the least or more, lead from every view to every other. What a pair shares is the
 * smaller of its two overlaps, as of `overlapMatrix()`. Where a pair is a pixel from a bound, machines
 * whose rays are rounded otherwise may choose otherwise.
 *
 * @throws {RangeError} when the bounds are no shares, or 2048 poses did not give so many views.
 *
 * @example
 * ```ts
 * import { lookAt, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { stream } from "@rederive/lib/random";
 * import { drawOverlapping, overlapMatrix, randomRoom } from "@rederive/lib/scene";
 * import assert from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const views = await drawOverlapping(gpu, randomRoom(stream(1), { solids: 3 }), {
 *   camera: pinhole({ width: 24, height: 24, fieldOfView: 1.2 }),
 *   views: 4,
 *   random: stream(2),
 *   propose: (random) => {
 *     const [x, y] = [random.uniform() - 0.5, random.uniform() - 0.5];
 *     return lookAt({ from: [4 * x, 4 * y, 1.6], at: [-y, x, 1.2] });
 *   },
 * });
 * const shared = overlapMatrix(views);
 * assert(shared.every((row, i) => row.every((share, j) => i === j || Math.min(share, shared[j]![i]!) <= 0.7)));
 * ```
 */
export async function drawOverlapping(
  gpu: Gpu,
  scene: Scene,
  { camera, views, random, propose, overlap: [least, most] = [0.3, 0.7] }: OverlapOptions,
): Promise<SceneView[]> {
  if (!(0 <= least && least <= most && most <= 1)) {
    throw new RangeError(
      `Cannot draw views: overlaps from ${least} to ${most}, wanted shares from 0 to 1 that rise`,
    );
  }
  const chosen: SceneView[] = [];
  for (let tried = 0; tried < AT_MOST && chosen.length < views; tried += TOGETHER) {
    const poses = Array.from({ length: TOGETHER }, () => propose(random));
    for (const view of await readViews(gpu, scene, { camera, poses })) {
      if (chosen.length === views || !view.mask.includes(1)) continue;
      const shares = chosen.map((other) => shared(view, other));
      const closest = Math.max(...shares);
      if (chosen.length === 0 || (closest >= least && closest <= most)) chosen.push(view);
    }
  }
  if (chosen.length === views) return random.shuffle(chosen);
  throw new RangeError(
    `Cannot draw views: of ${AT_MOST} poses ${chosen.length} overlap by ${least} to ${most}, ` +
      `wanted ${views}\nTry: a wider range, or poses that look at the same more or less often`,
  );
}

function shared(a: SceneView, b: SceneView): number {
  return Math.min(findMatches(a, b).overlap, findMatches(b, a).overlap);
}
