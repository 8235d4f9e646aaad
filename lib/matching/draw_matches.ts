import type { Pixels } from "../image/mod.ts";
import type { SceneView } from "../scene/mod.ts";
import { drawSegment, type Place } from "./draw_segment.ts";
import { drawView } from "./draw_view.ts";
import type { Pair } from "./reciprocal_pairs.ts";

/** A pair to be drawn, and its colour. */
export interface MatchLine {
  /** Pixels of the first and the second view. */
  readonly pair: Pair;
  /** As "#0072b2". */
  readonly color: string;
}

/** How matches are drawn. */
export interface DrawMatchesOptions {
  /** How wide a pixel of the views is drawn; 8 unless given. */
  enlarged?: number;
}

const GAP = 4; // in pixels of the views

/**
 * A picture of two views side by side, with lines between the pixels of pairs.
 *
 * @throws {RangeError} when the views are not of one size.
 *
 * @example
 * ```ts
 * import { arc, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { drawMatches } from "@rederive/lib/matching";
 * import { readViews } from "@rederive/lib/scene";
 * import { image } from "@rederive/lib/show";
 *
 * await using gpu = await openGpu();
 * const ball = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 0, 0] } } as const;
 * const camera = pinhole({ width: 24, height: 24, fieldOfView: 1 });
 * const poses = arc({ radius: 3, views: 2, turn: 0.3 });
 * const [first, second] = await readViews(gpu, { solids: [ball] }, { camera, poses });
 * const lines = [{ pair: [300, 300], color: "#0072b2" }] as const;
 * await image(drawMatches([first!, second!], lines), { alt: "A ball, seen twice.", scale: 1 });
 * ```
 */
export function drawMatches(
  [first, second]: readonly [SceneView, SceneView],
  lines: readonly MatchLine[] = [],
  { enlarged = 8 }: DrawMatchesOptions = {},
): Pixels {
  const { width, height } = first.camera;
  if (height !== second.camera.height || width !== second.camera.width) {
    throw new RangeError(
      `Cannot draw matches: the views are ${width} x ${height} and ` +
        `${second.camera.width} x ${second.camera.height} pixels, wanted one size`,
    );
  }
  const across = (2 * width + GAP) * enlarged;
  const data = new Uint8Array(4 * across * height * enlarged).fill(255);
  const left = (width + GAP) * enlarged;
  for (const [view, from] of [[first, 0], [second, left]] as const) {
    const drawn = drawView(view, { enlarged });
    for (let row = 0; row < drawn.height; row++) {
      const line = drawn.data.subarray(4 * row * drawn.width, 4 * (row + 1) * drawn.width);
      data.set(line, 4 * (row * across + from));
    }
  }
  const picture = { width: across, height: height * enlarged, data };
  const middle = (pixel: number, from: number): Place => [
    from + (pixel % width + 0.5) * enlarged,
    (Math.floor(pixel / width) + 0.5) * enlarged,
  ];
  for (const { pair: [i, j], color } of lines) {
    const [a, b] = [middle(i, 0), middle(j, left)];
    drawSegment(picture, [a, b], { color, radius: 0.6 });
    for (const end of [a, b]) drawSegment(picture, [end, end], { color, radius: 2.5 });
  }
  return picture;
}
