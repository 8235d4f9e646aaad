import type { SceneView } from "../scene/mod.ts";
import type { Figure, Trace } from "../show/mod.ts";
import type { Pair } from "./reciprocal_pairs.ts";

/** A pair to be drawn, and its colour. */
export interface MatchLine {
  /** Pixels of the first and the second view. */
  readonly pair: Pair;
  /** As CSS has it. */
  readonly color: string;
}

const GAP = 4;

/**
 * A figure of two views side by side, with lines between the pixels of pairs.
 *
 * @throws {RangeError} when the views are not of one height.
 *
 * @example
 * ```ts
 * import { arc, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { drawMatches } from "@rederive/lib/matching";
 * import { readViews } from "@rederive/lib/scene";
 * import { plot } from "@rederive/lib/show";
 *
 * await using gpu = await openGpu();
 * const ball = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 0, 0] } } as const;
 * const camera = pinhole({ width: 24, height: 24, fieldOfView: 1 });
 * const poses = arc({ radius: 3, views: 2, turn: 0.3 });
 * const [first, second] = await readViews(gpu, { solids: [ball] }, { camera, poses });
 * const lines = [{ pair: [300, 300], color: "#0072b2" }] as const;
 * await plot(drawMatches([first!, second!], lines), { alt: "A ball, seen twice." });
 * ```
 */
export function drawMatches(
  [first, second]: readonly [SceneView, SceneView],
  lines: readonly MatchLine[] = [],
): Figure {
  const { width, height } = first.camera;
  if (height !== second.camera.height) {
    throw new RangeError(
      `Cannot draw matches: the views have ${height} and ${second.camera.height} rows, ` +
        `wanted as many`,
    );
  }
  const byColor = Map.groupBy(lines, ({ color }) => color);
  const traces = [...byColor].map(([color, own]): Trace => ({
    x: own.flatMap(({ pair: [i, j] }) => [i % width, width + GAP + j % second.camera.width, null]),
    y: own.flatMap(({ pair: [i, j] }) => [
      Math.floor(i / width),
      Math.floor(j / second.camera.width),
      null,
    ]),
    mode: "lines+markers",
    line: { color, width: 1.2 },
    marker: { color, size: 4 },
    hoverinfo: "skip",
  }));
  const across = width + GAP + second.camera.width;
  const gap = Array.from({ length: GAP }, () => [255, 255, 255]);
  const z = Array.from({ length: height }, (_, row) => [
    ...rowOf(first, row),
    ...gap,
    ...rowOf(second, row),
  ]);
  const hidden = { visible: false, showgrid: false, zeroline: false };
  const scale = 760 / across;
  const layout = {
    xaxis: { ...hidden, range: [-0.5, across - 0.5] },
    yaxis: { ...hidden, range: [height - 0.5, -0.5] },
    width: 780,
    height: Math.round(height * scale) + 20,
    margin: { l: 10, r: 10, t: 10, b: 10 },
    showlegend: false,
  };
  return { data: [{ type: "image", z, hoverinfo: "skip" }, ...traces], layout };
}

/** A row of pixels, 0 to 255, with the curve of a screen. */
function rowOf({ camera: { width }, rgb }: SceneView, row: number): number[][] {
  return Array.from({ length: width }, (_, column) => {
    const at = 3 * (row * width + column);
    return [0, 1, 2].map((k) => Math.round(255 * Math.min(1, rgb[at + k]!) ** (1 / 2.2)));
  });
}
