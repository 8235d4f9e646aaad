import {
  composeHomographies,
  type Homography,
  homographyOf,
  IDENTITY,
  norm,
  type Rows,
  type Similarity,
  subtract,
  svd,
  transformBySimilarity,
  type Vec3,
  withUnitDeterminant,
} from "../geometry/mod.ts";
import { checkPoints, checkWeights, pointAt } from "./point_list.ts";

/** How a projective map is fitted. */
export interface HomographyOptions {
  /** How much each pair counts, none negative; all alike unless given. */
  weights?: ArrayLike<number>;
  /** Whether the matrix gets determinant 1, as in SL(4); false unless given: its entries' length is 1. */
  unitDeterminant?: boolean;
}

/** Below this share of the largest singular value, points lie in a plane but for their rounding to f32. */
const NO_EQUATION = 1e-6;
const UNKNOWNS = 15;

/**
 * The projective map that takes points to their partners, by the direct linear transform on normalized
 * coordinates (Hartley and Zisserman, "Multiple View Geometry", 2004, section 4.4, one dimension up):
 * exact for five or more exact pairs; for noisy ones it makes the algebraic error smallest. Its 15
 * numbers can undo what a wrong camera does to a reconstruction, which a similarity's 7 cannot.
 *
 * Points are (N, 3), row by row. What comes out has w above 0 at most of the points, or, with
 * `unitDeterminant`, the sign of `withUnitDeterminant`.
 *
 * @throws {RangeError} when lists differ in length, there are fewer than five pairs, a weight is
 * negative, or the pairs fit many maps: points of a plane do, whatever their number.
 *
 * @example
 * ```ts
 * import { fitHomography } from "@rederive/lib/alignment";
 * import { transformByHomography } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const from = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1];
 * const to = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1 / 2, 1 / 2, 1 / 2, 1 / 2]; // w = Z + 1
 * const [x, y, z] = transformByHomography(fitHomography(from, to), [2, 4, 3]);
 * assert(Math.hypot(x - 2 / 4, y - 4 / 4, z - 3 / 4) < 1e-14);
 * ```
 */
export function fitHomography(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  { weights, unitDeterminant = false }: HomographyOptions = {},
): Homography {
  const action = "fit a homography";
  const count = checkPoints(action, { from, to });
  const weight = checkWeights(action, weights, count);
  if (count < 5) throw new RangeError(`Cannot ${action}: ${count} pairs, wanted at least 5`);
  const [source, target] = [normalizing(from, count, weight), normalizing(to, count, weight)];
  const { s, v } = svd(equations({ from, to }, [source.there, target.there], weight));
  const rank = s.filter((value) => value > NO_EQUATION * s[0]!).length;
  if (rank < UNKNOWNS) {
    throw new RangeError(
      `Cannot ${action}: the equations of ${count} pairs have rank ${rank}, wanted ${UNKNOWNS}\n` +
        `Try: points that do not lie in one plane, five of them no four in one`,
    );
  }
  const found = v.map((row) => row[UNKNOWNS]!) as unknown as Homography;
  const map = composeHomographies(
    homographyOf(target.back),
    found,
    homographyOf(source.there),
  );
  if (unitDeterminant) return withUnitDeterminant(map);
  const inFront = Array.from({ length: count }, (_, i) => {
    const [x, y, z] = pointAt(from, i);
    return weight(i) * Math.sign(map[12] * x + map[13] * y + map[14] * z + map[15]);
  }).reduce((sum, side) => sum + side, 0);
  const factor = (inFront < 0 ? -1 : 1) / Math.hypot(...map);
  return map.map((x) => factor * x) as unknown as Homography;
}

/**
 * The equations (3 N, 16) that `fitHomography()` solves, in normalized coordinates: three a pair,
 * `h_k (X, Y, Z, 1) - x_k h_4 (X, Y, Z, 1) = 0` for the rows h of the map. Their singular values tell how
 * many maps fit: one that is 0 for one map, five for points of a plane.
 *
 * @throws {RangeError} when lists differ in length.
 *
 * @example
 * ```ts
 * import { homographyEquations } from "@rederive/lib/alignment";
 * import { svd } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const plane = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [Math.sin(i), Math.cos(2 * i), 0]);
 * assert.equal(svd(homographyEquations(plane, plane)).s.filter((value) => value < 1e-12).length, 5);
 * ```
 */
export function homographyEquations(from: ArrayLike<number>, to: ArrayLike<number>): Rows {
  const count = checkPoints("write equations of a homography", { from, to });
  const alike = () => 1;
  const moves = [from, to].map((points) => normalizing(points, count, alike).there);
  return equations({ from, to }, [moves[0]!, moves[1]!], alike);
}

function equations(
  { from, to }: { from: ArrayLike<number>; to: ArrayLike<number> },
  [source, target]: readonly [Similarity, Similarity],
  weight: (i: number) => number,
): Rows {
  return Array.from({ length: from.length / 3 }, (_, i) => {
    const root = Math.sqrt(weight(i));
    const p = [...transformBySimilarity(source, pointAt(from, i)), 1].map((x) => root * x);
    return transformBySimilarity(target, pointAt(to, i)).map((y, k) => [
      ...[0, 1, 2].flatMap((row) => row === k ? p : [0, 0, 0, 0]),
      ...p.map((x) => -y * x),
    ]);
  }).flat();
}

/** What moves points to mean 0 and mean distance sqrt(3), and back. */
function normalizing(
  points: ArrayLike<number>,
  count: number,
  weight: (i: number) => number,
): { there: Similarity; back: Similarity } {
  let [total, distance] = [0, 0];
  const middle: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    total += weight(i);
    pointAt(points, i).forEach((x, k) => middle[k]! += weight(i) * x);
  }
  const centre = middle.map((x) => x / total) as unknown as Vec3;
  for (let i = 0; i < count; i++) {
    distance += weight(i) * norm(subtract(pointAt(points, i), centre)) / total;
  }
  const scale = distance > 0 ? Math.sqrt(3) / distance : 1;
  const translation = centre.map((x) => -scale * x) as unknown as Vec3;
  return {
    there: { scale, rotation: IDENTITY, translation },
    back: { scale: 1 / scale, rotation: IDENTITY, translation: centre },
  };
}
