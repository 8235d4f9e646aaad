import type { Homography } from "./homography.ts";

/** Below this share of the product of the rows' lengths, a determinant is rounding. */
const FLAT = 1e-14;

/**
 * The determinant of a projective map's matrix: below 0 for one that mirrors, 0 for one that flattens
 * space. Times `c^4` when the matrix is multiplied by c.
 *
 * @example
 * ```ts
 * import { homographyDeterminant, homographyOf, IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const map = homographyOf({ scale: 2, rotation: IDENTITY, translation: [5, 6, 7] });
 * assert.equal(homographyDeterminant(map), 8);
 * ```
 */
export function homographyDeterminant(map: Homography): number {
  const [upper, lower] = [minors(map, 0), minors(map, 8)];
  // the pair of columns 0 1, 0 2, 0 3, 1 2, 1 3, 2 3 above with the pair of the others below
  return upper[0] * lower[5] - upper[1] * lower[4] + upper[2] * lower[3] +
    upper[3] * lower[2] - upper[4] * lower[1] + upper[5] * lower[0];
}

/**
 * The map that undoes a projective map, by cofactors: their matrices' product is the identity.
 *
 * @throws {RangeError} when the map flattens space.
 *
 * @example
 * ```ts
 * import { invertHomography, transformByHomography } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const nearer = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1] as const;
 * assert.deepEqual(transformByHomography(invertHomography(nearer), [1, 2, 0.5]), [2, 4, 1]);
 * ```
 */
export function invertHomography(map: Homography): Homography {
  const determinant = checkedDeterminant("undo a homography", map);
  const [u, l] = [minors(map, 0), minors(map, 8)];
  // columns of the inverse 0, 1: of rows 1, 0 with minors below; 2, 3: of rows 3, 2 with those above
  const columns = [[4, 1, l], [0, -1, l], [12, 1, u], [8, -1, u]] as const;
  const inverse = new Array<number>(16);
  columns.forEach(([row, sign, m], column) => {
    const [a, b, c, d] = [map[row], map[row + 1]!, map[row + 2]!, map[row + 3]!];
    const cofactors = [
      b * m[5] - c * m[4] + d * m[3],
      -a * m[5] + c * m[2] - d * m[1],
      a * m[4] - b * m[2] + d * m[0],
      -a * m[3] + b * m[1] - c * m[0],
    ];
    cofactors.forEach((x, i) => inverse[4 * i + column] = sign * x / determinant);
  });
  return inverse as unknown as Homography;
}

/**
 * The same projective map with a matrix of determinant 1, an element of SL(4); of the two such
 * matrices, which differ in sign, the one with the larger trace, nearer to the identity.
 *
 * @throws {RangeError} when the map flattens space or mirrors it: then there is none.
 *
 * @example
 * ```ts
 * import { homographyDeterminant, homographyOf, IDENTITY, withUnitDeterminant } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const map = homographyOf({ scale: 2, rotation: IDENTITY, translation: [5, 6, 7] });
 * assert(Math.abs(homographyDeterminant(withUnitDeterminant(map)) - 1) < 1e-15);
 * ```
 */
export function withUnitDeterminant(map: Homography): Homography {
  const action = "give a homography determinant 1";
  const determinant = checkedDeterminant(action, map);
  if (determinant < 0) {
    throw new RangeError(
      `Cannot ${action}: its determinant is ${determinant}, wanted one above 0, which does not mirror`,
    );
  }
  const trace = map[0] + map[5] + map[10] + map[15];
  const factor = (trace < 0 ? -1 : 1) / Math.sqrt(Math.sqrt(determinant));
  return map.map((x) => factor * x) as unknown as Homography;
}

/** The determinant; throws where it is rounding. */
function checkedDeterminant(action: string, map: Homography): number {
  const determinant = homographyDeterminant(map);
  const lengths = [0, 4, 8, 12].map((i) => Math.hypot(...map.slice(i, i + 4)));
  if (Math.abs(determinant) > FLAT * lengths.reduce((a, b) => a * b, 1)) return determinant;
  throw new RangeError(
    `Cannot ${action}: its determinant is ${determinant}, wanted a map that does not flatten space`,
  );
}

/** The 2x2 determinants of two rows: of columns 0 1, 0 2, 0 3, 1 2, 1 3, 2 3. */
function minors(m: Homography, at: 0 | 8): [number, number, number, number, number, number] {
  const of = (i: number, j: number) => m[at + i]! * m[at + 4 + j]! - m[at + j]! * m[at + 4 + i]!;
  return [of(0, 1), of(0, 2), of(0, 3), of(1, 2), of(1, 3), of(2, 3)];
}
