import type { Pixels } from "../image/mod.ts";
import type { SceneView } from "../scene/mod.ts";

/**
 * A view as a picture for a screen, every pixel a square.
 *
 * @example
 * ```ts
 * import { arc, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { drawView } from "@rederive/lib/matching";
 * import { readViews } from "@rederive/lib/scene";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const ball = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 0, 0] } } as const;
 * const camera = pinhole({ width: 24, height: 16, fieldOfView: 1 });
 * const poses = arc({ radius: 3, views: 1, turn: 0 });
 * const [view] = await readViews(gpu, { solids: [ball] }, { camera, poses });
 * const { width, height } = drawView(view!, { enlarged: 10 });
 * deepEqual([width, height], [240, 160]);
 * ```
 */
export function drawView(
  { camera: { width, height }, rgb }: SceneView,
  { enlarged = 8 }: { enlarged?: number } = {},
): Pixels {
  const [across, down] = [width * enlarged, height * enlarged];
  const data = new Uint8Array(4 * across * down).fill(255);
  for (let at = 0; at < across * down; at++) {
    const column = Math.floor((at % across) / enlarged);
    const row = Math.floor(at / across / enlarged);
    for (let k = 0; k < 3; k++) data[4 * at + k] = shown(rgb[3 * (row * width + column) + k]!);
  }
  return { width: across, height: down, data };
}

/** A share of light as a screen wants it, 0 to 255. */
function shown(light: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, light)) ** (1 / 2.2));
}
