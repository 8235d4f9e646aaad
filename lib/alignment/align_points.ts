import { type Mat3, nearestRotation, type Similarity, svd, type Vec3 } from "../geometry/mod.ts";
import { checkPoints, checkWeights, pointAt } from "./point_list.ts";

/** How points are aligned. */
export interface AlignOptions {
  /** How much each pair counts, none negative; all alike unless given. */
  weights?: ArrayLike<number>;
  /** Whether lengths may change, as in Sim(3); true unless given. Without, scale is 1, as in SE(3). */
  scale?: boolean;
}

/** Below this share of the largest singular value, points lie on a line, but for their rounding to f32. */
const ON_A_LINE = 1e-12;

/**
 * The similarity that takes points to their partners best: of all scales, rotations and translations
 * the one that makes `sum_i w_i |to_i - (scale rotation from_i + translation)|^2` smallest, in closed
 * form (Umeyama, "Least-squares estimation of transformation parameters between two point patterns",
 * IEEE TPAMI 13, 1991; weights as in Kabsch 1976).
 *
 * Points are (N, 3), row by row, in the frames From and To; what comes out is the similarity of From
 * in To, `p -> scale rotation p + translation`.
 *
 * @throws {RangeError} when lists differ in length, a weight is negative, or the points that count
 * lie on a line: then no rotation is best.
 *
 * @example
 * ```ts
 * import { alignPoints } from "@rederive/lib/alignment";
 * import assert from "node:assert/strict";
 * const from = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
 * const to = [1, 0, 0, 3, 0, 0, 1, 2, 0, 1, 0, 2]; // twice as large, and one along x
 * const { scale, translation } = alignPoints(from, to);
 * assert(Math.abs(scale - 2) + Math.abs(translation[0] - 1) < 1e-14);
 * ```
 */
export function alignPoints(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  { weights, scale: scaled = true }: AlignOptions = {},
): Similarity {
  const action = "align points";
  const count = checkPoints(action, { from, to });
  const weight = checkWeights(action, weights, count);
  const [source, target] = [centreOf(from, count, weight), centreOf(to, count, weight)];
  const products = new Float64Array(9);
  let spread = 0;
  for (let i = 0; i < count; i++) {
    const [p, q] = [pointAt(from, i), pointAt(to, i)];
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        products[3 * row + column]! += weight(i) *
          (q[row]! - target[row]!) * (p[column]! - source[column]!);
      }
      spread += weight(i) * (p[row]! - source[row]!) ** 2;
    }
  }
  const covariance = [...products] as unknown as Mat3;
  const { s } = svd([covariance.slice(0, 3), covariance.slice(3, 6), covariance.slice(6)]);
  if (!(s[1]! > ON_A_LINE * s[0]!)) {
    throw new RangeError(`Cannot ${action}: ${count} points on a line, wanted three that are not`);
  }
  const rotation = nearestRotation(covariance);
  const along = rotation.reduce((sum, r, i) => sum + r * covariance[i]!, 0);
  const scale = scaled ? along / spread : 1;
  const moved = (row: number) =>
    target[row]! - scale *
      (rotation[3 * row]! * source[0] + rotation[3 * row + 1]! * source[1] +
        rotation[3 * row + 2]! * source[2]);
  return { scale, rotation, translation: [moved(0), moved(1), moved(2)] };
}

function centreOf(
  points: ArrayLike<number>,
  count: number,
  weight: (i: number) => number,
): Vec3 {
  let [x, y, z, total] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    x += weight(i) * points[3 * i]!;
    y += weight(i) * points[3 * i + 1]!;
    z += weight(i) * points[3 * i + 2]!;
    total += weight(i);
  }
  return [x / total, y / total, z / total];
}
