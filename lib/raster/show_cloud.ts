import type { Camera } from "../camera/mod.ts";
import { columns, norm, scale, subtract, type Vec3 } from "../geometry/mod.ts";
import { encodePng } from "../image/mod.ts";
import { applyTheme, display, PLOTLY_MIME, roundNumbers } from "../show/mod.ts";
import type { Colour } from "../scene/mod.ts";
import { type Cloud, colourOf, type Segment } from "./cloud.ts";
import { drawCloud, type DrawCloudOptions } from "./draw_cloud.ts";

/** How a cloud is shown. */
export interface ShowCloudOptions extends DrawCloudOptions {
  /** What the picture shows, in words. */
  alt: string;
}

/** Points of the version that turns: it is stored as numbers, so a picture of all is enough. */
const KEPT = 2000;
/** The picture has so many times the pixels it is shown at, as those of plots. */
const SHARP = 2;

/**
 * Shows points and lines of the world: as a picture from the camera, and where the reader's program has
 * plotly, as a figure that turns (with at most 2000 of the points, evenly chosen).
 *
 * @throws {RangeError} as `drawCloud()`.
 * @throws {TypeError} when there is no `alt`.
 *
 * @example
 * ```ts
 * import { lookAt, pinhole } from "@rederive/lib/camera";
 * import { showCloud } from "@rederive/lib/raster";
 *
 * const camera = pinhole({ width: 320, height: 240, fieldOfView: 0.8 });
 * const pose = lookAt({ from: [3, -4, 2], at: [0, 0, 0] });
 * const points = Array.from({ length: 300 }, (_, i) => [Math.cos(i / 9), Math.sin(i / 9), i / 300]);
 * const cloud = { points: points.flat(), colours: [0, 0.45, 0.7] };
 * await showCloud(cloud, { camera, pose, alt: "A helix of points." });
 * ```
 */
export async function showCloud(
  cloud: Cloud,
  { alt, ...options }: ShowCloudOptions,
): Promise<void> {
  if (typeof alt !== "string" || alt.trim() === "") {
    throw new TypeError("Cannot show a cloud: it has no alt, want one sentence on what it shows");
  }
  const { camera, radius = 1.5 } = options;
  const { width, height } = camera;
  const fine = { ...options, camera: inPixels(camera, SHARP), radius: SHARP * radius };
  const png = (await encodePng(drawCloud(cloud, fine))).toBase64();
  const figure = roundNumbers(applyTheme(turning(cloud, options)));
  display(
    { [PLOTLY_MIME]: figure, "image/png": png, "text/plain": alt },
    { metadata: { "image/png": { width, height, alt } } },
  );
}

/** The same view with so many times as many pixels along each edge. */
function inPixels({ width, height, fx, fy, cx, cy }: Camera, times: number): Camera {
  const [w, h, a, b, x, y] = [width, height, fx, fy, cx, cy].map((value) => times * value);
  return { width: w!, height: h!, fx: a!, fy: b!, cx: x!, cy: y! };
}

/** The figure that turns. */
function turning(cloud: Cloud, { camera, pose, radius = 1.5, lines = [] }: DrawCloudOptions) {
  const count = cloud.points.length / 3;
  const kept = Array.from(
    { length: Math.min(count, KEPT) },
    (_, i) => Math.floor(i * Math.max(1, count / KEPT)),
  );
  const along = (axis: number) => kept.map((i) => cloud.points[3 * i + axis]!);
  const [x, y, z] = [along(0), along(1), along(2)];
  const color = cloud.colours.length === 3
    ? hex(colourOf(cloud, 0))
    : kept.map((i) => hex(colourOf(cloud, i)));
  const points = {
    type: "scatter3d",
    mode: "markers",
    x,
    y,
    z,
    marker: { size: 2 * radius, color },
  };
  const hidden = { visible: false };
  const { eye, up } = view(centre([x, y, z]), pose);
  return {
    data: [
      { ...points, hoverinfo: "skip" },
      ...byColour(lines).map(([name, segments]) => drawn(name, segments)),
    ],
    layout: {
      width: camera.width,
      height: camera.height,
      margin: { l: 0, r: 0, t: 0, b: 0 },
      showlegend: false,
      scene: {
        aspectmode: "data",
        xaxis: hidden,
        yaxis: hidden,
        zaxis: hidden,
        camera: { eye, up },
      },
    },
  };
}

function centre(axes: readonly (readonly number[])[]): Vec3 {
  const [x, y, z] = axes.map((values) => values.reduce((a, b) => a + b, 0) / (values.length || 1));
  return [x!, y!, z!];
}

/** Plotly's camera looks at the middle from a direction, in units of the figure's box. */
function view(middle: Vec3, { rotation, translation }: DrawCloudOptions["pose"]) {
  const way = subtract(translation, middle);
  const eye = scale(way, 1.6 / Math.max(norm(way), 1e-9));
  const [, down] = columns(rotation);
  const named = ([x, y, z]: Vec3) => ({ x, y, z });
  return { eye: named(eye), up: named(scale(down!, -1)) };
}

function byColour(lines: readonly Segment[]): [string, Segment[]][] {
  return [...Map.groupBy(lines, ({ colour }) => hex(colour))];
}

/** Lines of one colour as one trace, with gaps. */
function drawn(color: string, lines: readonly Segment[]) {
  const along = (axis: number) => lines.flatMap(({ from, to }) => [from[axis], to[axis], null]);
  const [x, y, z] = [along(0), along(1), along(2)];
  return {
    type: "scatter3d",
    mode: "lines",
    x,
    y,
    z,
    line: { color, width: 3 },
    hoverinfo: "skip",
  };
}

function hex(colour: Colour): string {
  const part = (share: number) =>
    Math.round(255 * Math.min(1, Math.max(0, share))).toString(16).padStart(2, "0");
  return `#${colour.map(part).join("")}`;
}
