import type { Camera } from "../camera/mod.ts";
import { invert, type Pose, transformPoint, type Vec3 } from "../geometry/mod.ts";
import type { Pixels } from "../show/mod.ts";
import { Canvas } from "./canvas.ts";
import type { Colour } from "../scene/mod.ts";
import { checkCloud, type Cloud, colourOf, type Segment } from "./cloud.ts";

/** How a cloud is drawn. */
export interface DrawCloudOptions {
  /** What it is seen with; its size is that of the picture. */
  camera: Camera;
  /** The camera's pose in the world. */
  pose: Pose;
  /** Radius of a point in pixels, at any distance; 1.5 unless given. */
  radius?: number;
  /** Lines that are drawn too, as wide as a point's radius. */
  lines?: readonly Segment[];
  /** Where nothing is; white unless given. */
  background?: Colour;
}

/** Nothing nearer than this is drawn. */
const NEAR = 1e-4;

/**
 * A picture of points and lines of the world as a camera sees them.
 *
 * @throws {RangeError} when the points are not (N, 3) and finite, the colours not (N, 3) or (3), or the
 * radius is not above 0.
 *
 * @example
 * ```ts
 * import { pinhole } from "@rederive/lib/camera";
 * import { IDENTITY } from "@rederive/lib/geometry";
 * import { drawCloud } from "@rederive/lib/raster";
 * import assert from "node:assert/strict";
 * const camera = pinhole({ width: 9, height: 9, fieldOfView: 1 });
 * const pose = { rotation: IDENTITY, translation: [0, 0, -4] } as const;
 * const cloud = { points: [0, 0, 0, 0, 0, 2], colours: [1, 0, 0, 0, 0, 1] }; // blue behind red
 * const { data } = drawCloud(cloud, { camera, pose });
 * assert.deepEqual([...data.subarray(4 * 40, 4 * 41)], [255, 0, 0, 255]);
 * ```
 */
export function drawCloud(
  cloud: Cloud,
  { camera, pose, radius = 1.5, lines = [], background = [1, 1, 1] }: DrawCloudOptions,
): Pixels {
  checkCloud(cloud);
  if (!(radius > 0 && radius < Infinity)) {
    throw new RangeError(
      `Cannot draw a cloud: the radius is ${radius}, wanted pixels, more than none`,
    );
  }
  const canvas = new Canvas(camera, background);
  const toCamera = invert(pose);
  for (let i = 0; i < cloud.points.length / 3; i++) {
    const [x, y, z] = [0, 1, 2].map((axis) => cloud.points[3 * i + axis]!);
    const seen = transformPoint(toCamera, [x!, y!, z!]);
    if (seen[2] < NEAR) continue;
    canvas.disc(place(camera, seen), seen[2], radius, colourOf(cloud, i));
  }
  for (const { from, to, colour } of lines) {
    const ends = clip(transformPoint(toCamera, from), transformPoint(toCamera, to));
    if (ends) drawLine(canvas, camera, ends, { colour, radius: radius / 2 });
  }
  return canvas.pixels();
}

function place({ fx, fy, cx, cy }: Camera, [x, y, z]: Vec3): [number, number] {
  return [fx * x / z + cx, fy * y / z + cy];
}

type Ends = readonly [Vec3, Vec3];

/** The part of a line that is in front of the camera. */
function clip(a: Vec3, b: Vec3): Ends | null {
  if (a[2] < NEAR && b[2] < NEAR) return null;
  if (a[2] >= NEAR && b[2] >= NEAR) return [a, b];
  const share = (NEAR - a[2]) / (b[2] - a[2]);
  const cut: Vec3 = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), NEAR];
  return a[2] < NEAR ? [cut, b] : [a, cut];
}

/** Discs along a line, half a pixel apart; 1 / z is linear on the picture. */
function drawLine(
  canvas: Canvas,
  camera: Camera,
  [a, b]: Ends,
  { colour, radius }: { colour: Colour; radius: number },
): void {
  const [p, q] = [place(camera, a), place(camera, b)];
  const range = visible(p, q, camera);
  if (!range) return;
  const [first, last] = range;
  const length = (last - first) * Math.hypot(q[0] - p[0], q[1] - p[1]);
  const steps = Math.max(1, Math.ceil(2 * length));
  for (let i = 0; i <= steps; i++) {
    const t = first + (last - first) * i / steps;
    const depth = 1 / ((1 - t) / a[2] + t / b[2]);
    const at = [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])] as const;
    canvas.disc(at, depth, radius, colour);
  }
}

/** Between which shares of the way from p to q the picture is crossed (Liang and Barsky, 1984). */
function visible(
  p: readonly [number, number],
  q: readonly [number, number],
  { width, height }: Camera,
): [number, number] | null {
  let [first, last] = [0, 1];
  for (const [from, way, size] of [[p[0], q[0] - p[0], width], [p[1], q[1] - p[1], height]]) {
    const [near, far] = [(-1 - from!) / way!, (size! + 1 - from!) / way!].sort((s, t) => s - t);
    if (way === 0) {
      if (from! < -1 || from! > size! + 1) return null;
      continue;
    }
    first = Math.max(first, near!);
    last = Math.min(last, far!);
  }
  return first <= last ? [first, last] : null;
}
