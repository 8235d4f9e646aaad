import { type Mat3, multiply, svd, transpose } from "../geometry/mod.ts";

/** Below this share of the largest singular value, matches of a plane differ by rounding to f32 alone. */
const IN_A_PLANE = 1e-6;

/**
 * The essential matrix that eight or more matches tell, by the eight-point algorithm with Hartley's
 * normalization ("In defense of the eight-point algorithm", IEEE TPAMI 19, 1997); its singular values are
 * made 1, 1 and 0. Matches are normalized coordinates a and b, (N, 2) each, as of `normalizePixels`;
 * the matrix fulfils `b^T E a = 0`, exactly for exact matches. Its sign is not settled.
 *
 * @throws {RangeError} when lists do not fit, there are fewer than eight matches, or they tell no
 * single matrix: those of a plane, or of cameras in one place, when they are exact but for f32.
 *
 * @example
 * ```ts
 * import { estimateEssential, sampsonDistance } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const coordinates = (i: number) => [Math.sin(1.7 * i), Math.cos(2.3 * i), 4 + Math.sin(3.1 * i)];
 * const points = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(coordinates);
 * const a = points.flatMap(([x, y, z]) => [x! / z!, y! / z!]);
 * const b = points.flatMap(([x, y, z]) => [(x! + 1) / z!, y! / z!]); // from one further left
 * const e = estimateEssential(a, b);
 * assert(sampsonDistance(e, [a[0]!, a[1]!], [b[0]!, b[1]!]) < 1e-14);
 * ```
 */
export function estimateEssential(a: ArrayLike<number>, b: ArrayLike<number>): Mat3 {
  const action = "find an essential matrix";
  if (a.length !== b.length || a.length % 2 !== 0 || a.length < 16) {
    throw new RangeError(
      `Cannot ${action}: ${a.length} and ${b.length} numbers, wanted (N, 2) both, with N >= 8`,
    );
  }
  const [left, right] = [normalizing(a), normalizing(b)];
  const rows = Array.from({ length: a.length / 2 }, (_, i) => {
    const p = left.at(i);
    return right.at(i).flatMap((y) => p.map((x) => x * y));
  });
  const { s, v } = svd(rows);
  if (!(s[7]! > IN_A_PLANE * s[0]!)) {
    throw new RangeError(
      `Cannot ${action}: ${rows.length} matches fit more than one, wanted points that are not in ` +
        `one plane, seen from two places`,
    );
  }
  const found = v.map((row) => row[8]!) as unknown as Mat3;
  return withEqualValues(multiply(transpose(right.matrix), found, left.matrix));
}

/** What moves points to mean 0 and mean distance sqrt(2), and the points so moved. */
function normalizing(points: ArrayLike<number>): { matrix: Mat3; at: (i: number) => number[] } {
  const count = points.length / 2;
  let [x, y, distance] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    [x, y] = [x + points[2 * i]! / count, y + points[2 * i + 1]! / count];
  }
  for (let i = 0; i < count; i++) {
    distance += Math.hypot(points[2 * i]! - x, points[2 * i + 1]! - y) / count;
  }
  const k = distance > 0 ? Math.SQRT2 / distance : 1;
  return {
    matrix: [k, 0, -k * x, 0, k, -k * y, 0, 0, 1],
    at: (i) => [k * (points[2 * i]! - x), k * (points[2 * i + 1]! - y), 1],
  };
}

/** The nearest matrix, but for its size, with singular values 1, 1 and 0. */
function withEqualValues(m: Mat3): Mat3 {
  const { u, v } = svd([m.slice(0, 3), m.slice(3, 6), m.slice(6)]);
  return u.flatMap((left) =>
    v.map((right) => left[0]! * right[0]! + left[1]! * right[1]!)
  ) as unknown as Mat3;
}
