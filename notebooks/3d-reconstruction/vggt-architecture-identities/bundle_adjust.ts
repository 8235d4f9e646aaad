import type { Camera, Pixel } from "@rederive/lib/camera";
import {
  compose,
  expPose,
  hat,
  invert,
  type Pose,
  transformPoint,
  type Vec3,
} from "@rederive/lib/geometry";
import { Counted } from "./counted.ts";

/** A point seen in a view. */
export interface Sighting {
  readonly view: number;
  readonly point: number;
  readonly pixel: Pixel;
}

/** Poses of cameras in the world, and points of the world. */
export interface Bundle {
  readonly poses: readonly Pose[];
  readonly points: readonly Vec3[];
}

/** A bundle after some steps, and what they took. */
export interface Adjusted extends Bundle {
  /** The root of the mean squared distance in pixels, before the first step and behind each. */
  readonly pixelErrors: readonly number[];
  readonly multiplyAdds: number;
}

/**
 * Bundle adjustment: poses, but for the first, and points are moved by Gauss-Newton steps on the squared
 * distances in pixels, with the points eliminated by the Schur complement. The one length that pixels
 * do not tell is held by a damping of 1e-9 of the diagonal.
 */
export function bundleAdjust(
  camera: Camera,
  { poses, points }: Bundle,
  { sightings, steps }: { sightings: readonly Sighting[]; steps: number },
): Adjusted {
  const counted = new Counted();
  let bundle: Bundle = { poses, points };
  const pixelErrors = [];
  for (let step = 0; step <= steps; step++) {
    const parts = linearise(camera, bundle, sightings, counted);
    pixelErrors.push(Math.sqrt(parts.squares / sightings.length));
    if (step < steps) bundle = moved(bundle, parts, counted);
  }
  return { ...bundle, pixelErrors, multiplyAdds: counted.multiplyAdds };
}

/** Normal equations in blocks: of views (6, 6), of points (3, 3), and between them (6, 3). */
interface Parts {
  readonly views: Float64Array[];
  readonly points: Float64Array[];
  readonly between: Map<number, Float64Array>[];
  readonly ofViews: Float64Array[];
  readonly ofPoints: Float64Array[];
  readonly squares: number;
}

function linearise(
  camera: Camera,
  { poses, points }: Bundle,
  sightings: readonly Sighting[],
  counted: Counted,
): Parts {
  const worlds = poses.map(invert);
  const many = (count: number, size: number) =>
    Array.from({ length: count }, () => new Float64Array(size));
  const parts = {
    views: many(poses.length, 36),
    points: many(points.length, 9),
    between: points.map(() => new Map<number, Float64Array>()),
    ofViews: many(poses.length, 6),
    ofPoints: many(points.length, 3),
  };
  let squares = 0;
  for (const { view, point, pixel } of sightings) {
    const { rest, byTwist, byPoint } = slopes(camera, worlds[view]!, points[point]!, pixel);
    squares += rest[0]! ** 2 + rest[1]! ** 2;
    counted.add(parts.views[view]!, byTwist, byTwist, { k: 2 });
    counted.add(parts.points[point]!, byPoint, byPoint, { k: 2 });
    counted.add(parts.ofViews[view]!, byTwist, rest, { k: 2 });
    counted.add(parts.ofPoints[point]!, byPoint, rest, { k: 2 });
    const block = new Float64Array(18);
    counted.add(block, byTwist, byPoint, { k: 2 });
    parts.between[point]!.set(view, block);
  }
  return { ...parts, squares };
}

/** What is left of a pixel, and how its place changes with a twist (6, 2) and with the point (3, 2). */
function slopes({ fx, fy, cx, cy }: Camera, world: Pose, point: Vec3, pixel: Pixel) {
  const [x, y, z] = transformPoint(world, point);
  const rest = Float64Array.of(pixel[0] - (fx * x / z + cx), pixel[1] - (fy * y / z + cy));
  const rows = [[fx / z, 0, -fx * x / z ** 2], [0, fy / z, -fy * y / z ** 2]];
  const turn = hat([x, y, z]); // a turn w moves the point by -hat(p) w
  const times = (m: readonly number[], k: number) =>
    rows.map((row) => row.reduce((sum, s, j) => sum + s * m[3 * j + k]!, 0));
  const three = [0, 1, 2];
  const byTwist = [
    ...three.map((k) => rows.map((row) => row[k]!)),
    ...three.map((k) => times(turn, k).map((s) => -s)),
  ];
  const byPoint = three.map((k) => times(world.rotation, k));
  return {
    rest,
    byTwist: Float64Array.from(byTwist.flat()),
    byPoint: Float64Array.from(byPoint.flat()),
  };
}

/** One Gauss-Newton step. */
function moved({ poses, points }: Bundle, parts: Parts, counted: Counted): Bundle {
  const size = 6 * (poses.length - 1);
  const [matrix, right] = [new Float64Array(size * size), new Float64Array(size)];
  poses.slice(1).forEach((_, i) => {
    const own = damped(parts.views[i + 1]!, 6);
    for (let r = 0; r < 6; r++) {
      matrix.set(own.subarray(6 * r, 6 * r + 6), (6 * i + r) * size + 6 * i);
    }
    right.set(parts.ofViews[i + 1]!, 6 * i);
  });
  const inverses = parts.points.map((block) => inverse3(damped(block, 3)));
  parts.between.forEach((blocks, p) => {
    for (const [i, block] of blocks) {
      if (i === 0) continue;
      const through = new Float64Array(18);
      counted.add(through, block, inverses[p]!, { k: 3 });
      const at = 6 * (i - 1);
      counted.add(right, through, parts.ofPoints[p]!, { k: 3, at, stride: 1, factor: -1 });
      for (const [j, other] of blocks) {
        if (j === 0) continue;
        const place = { at: at * size + 6 * (j - 1), stride: size };
        counted.add(matrix, through, other, { k: 3, ...place, factor: -1 });
      }
    }
  });
  const twists = counted.solve(matrix, right);
  return {
    poses: poses.map((pose, i) => {
      if (i === 0) return pose;
      const [a, b, c, d, e, f] = twists.subarray(6 * (i - 1)) as unknown as [...Vec3, ...Vec3];
      return invert(compose(expPose({ linear: [a, b, c], angular: [d, e, f] }), invert(pose)));
    }),
    points: points.map((point, p) => {
      const rest = parts.ofPoints[p]!.slice();
      for (const [i, block] of parts.between[p]!) {
        if (i === 0) continue;
        const twist = twists.subarray(6 * (i - 1), 6 * i);
        for (let r = 0; r < 3; r++) {
          for (let c = 0; c < 6; c++) rest[r]! -= block[3 * c + r]! * twist[c]!;
        }
        counted.multiplyAdds += 18;
      }
      const by = new Float64Array(3);
      counted.add(by, inverses[p]!, rest, { k: 3 });
      return [point[0] + by[0]!, point[1] + by[1]!, point[2] + by[2]!];
    }),
  };
}

function damped(block: Float64Array, side: number): Float64Array {
  return block.map((x, i) => i % (side + 1) === 0 ? x * (1 + 1e-9) : x);
}

function inverse3(m: Float64Array): Float64Array {
  const minor = (i: number, j: number) => {
    const at = (r: number, c: number) => m[3 * ((i + r) % 3) + (j + c) % 3]!;
    return at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
  };
  const determinant = [0, 1, 2].reduce((sum, j) => sum + m[j]! * minor(0, j), 0);
  return Float64Array.from({ length: 9 }, (_, i) => minor(i % 3, Math.floor(i / 3)) / determinant);
}
