import {
  compose,
  determinant,
  expPose,
  hat,
  invert,
  leastSquares,
  type Mat3,
  nearestRotation,
  norm,
  type Pose,
  svd,
  transformPoint,
  type Vec3,
} from "../geometry/mod.ts";
import type { Camera } from "./camera.ts";
import { normalizePixels } from "./project.ts";

/** How a pose is found from points. */
export interface PnpOptions {
  /** The camera's pose in the world to start from; by the direct linear transform unless given. */
  start?: Pose;
  /** Gauss-Newton steps at most; 10 unless given. */
  steps?: number;
}

const ACTION = "find a pose from points";

/**
 * The pose in the world of a camera that sees points of the world (N, 3) at pixels (N, 2): first by the
 * direct linear transform, from six points that are not in one plane, then by Gauss-Newton steps on
 * the sum of squared distances in pixels. With a `start`, four points will do, in a plane too.
 *
 * @throws {RangeError} when lists do not fit, or there are too few points or they lie in one plane.
 *
 * @example
 * ```ts
 * import { lookAt, pinhole, project, solvePnp } from "@rederive/lib/camera";
 * import { rotationAngle, type Vec3 } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const camera = pinhole({ width: 64, height: 48, fieldOfView: 1 });
 * const pose = lookAt({ from: [3, 1, 1], at: [0, 0, 0] });
 * const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((i): Vec3 => [i & 1, (i >> 1) & 1, i >> 2]);
 * const pixels = corners.flatMap((point) => [...project(camera, pose, point).pixel]);
 * const found = solvePnp(camera, corners.flat(), pixels);
 * assert(rotationAngle(found.rotation, pose.rotation) < 1e-13);
 * ```
 */
export function solvePnp(
  camera: Camera,
  points: ArrayLike<number>,
  pixels: ArrayLike<number>,
  { start, steps = 10 }: PnpOptions = {},
): Pose {
  const count = points.length / 3;
  const least = start ? 4 : 6;
  if (!Number.isInteger(count) || pixels.length !== 2 * count || count < least) {
    throw new RangeError(
      `Cannot ${ACTION}: ${points.length} and ${pixels.length} numbers, ` +
        `wanted (N, 3) and (N, 2) with N >= ${least}`,
    );
  }
  const list = Array.from(
    { length: count },
    (_, i): Vec3 => [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!],
  );
  let world = start ? invert(start) : linearPose(list, normalizePixels(camera, pixels));
  for (let step = 0; step < steps; step++) {
    const { rows, rests } = linearise(camera, world, { points: list, pixels });
    const [a, b, c, d, e, f] = leastSquares(rows, rests) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    world = compose(expPose({ linear: [a, b, c], angular: [d, e, f] }), world);
    if (Math.hypot(a, b, c) <= 1e-14 * norm(world.translation) && Math.hypot(d, e, f) < 1e-14) {
      break;
    }
  }
  return invert(world);
}

/** What is left of pixels in the picture, and how it changes with a twist in the camera's frame. */
function linearise(
  camera: Camera,
  world: Pose,
  { points, pixels }: { points: readonly Vec3[]; pixels: ArrayLike<number> },
): { rows: number[][]; rests: number[] } {
  const rests: number[] = [];
  const rows = points.flatMap((point, i) => {
    const [x, y, z] = transformPoint(world, point);
    rests.push(
      pixels[2 * i]! - (camera.fx * x / z + camera.cx),
      pixels[2 * i + 1]! - (camera.fy * y / z + camera.cy),
    );
    const slopes = [
      [camera.fx / z, 0, -camera.fx * x / (z * z)],
      [0, camera.fy / z, -camera.fy * y / (z * z)],
    ];
    const turn = hat([x, y, z]); // a turn w moves the point by w x p = -hat(p) w
    return slopes.map((slope) => [
      ...slope,
      ...[0, 1, 2].map((k) => -slope.reduce((sum, s, j) => sum + s * turn[3 * j + k]!, 0)),
    ]);
  });
  return { rows, rests };
}

/** The pose of the world in the camera, by the direct linear transform on points of size 1. */
function linearPose(points: readonly Vec3[], rays: Float64Array): Pose {
  const centre = [0, 1, 2].map((k) => points.reduce((sum, p) => sum + p[k]!, 0) / points.length);
  const centred = points.map((p) => p.map((x, k) => x - centre[k]!));
  const size = Math.sqrt(
    centred.reduce((sum, p) => sum + p[0]! ** 2 + p[1]! ** 2 + p[2]! ** 2, 0) / points.length,
  );
  const { s, v } = svd(centred.flatMap((p, i) => {
    const point = [...p.map((x) => x / size), 1];
    const zero = [0, 0, 0, 0];
    return [
      [...point, ...zero, ...point.map((x) => -rays[2 * i]! * x)],
      [...zero, ...point, ...point.map((x) => -rays[2 * i + 1]! * x)],
    ];
  }));
  if (!(s[10]! > 1e-7 * s[0]!)) {
    throw new RangeError(
      `Cannot ${ACTION}: ${points.length} points lie in one plane, wanted some outside it\n` +
        `Try: give a pose to start from`,
    );
  }
  const p = v.map((row) => row[11]!);
  const part = [0, 1, 2].flatMap((row) => p.slice(4 * row, 4 * row + 3)) as unknown as Mat3;
  const side = determinant(part) < 0 ? -1 : 1;
  const rotation = nearestRotation(part.map((x) => side * x) as unknown as Mat3);
  // the mean of the singular values, which are all one for a true camera
  const scale = side * rotation.reduce((sum, r, i) => sum + r * side * part[i]!, 0) / 3;
  const away = (row: number) =>
    size * p[4 * row + 3]! / scale -
    [0, 1, 2].reduce((sum, k) => sum + rotation[3 * row + k]! * centre[k]!, 0);
  return { rotation, translation: [away(0), away(1), away(2)] };
}
