import type { Similarity } from "./similarity.ts";
import type { Vec3 } from "./vector.ts";

/**
 * A projective map of space, a 4x4 matrix, rows first: it takes (X, Y, Z, 1) to (x, y, z, w), which is
 * the point (x, y, z) / w. A factor does not matter, so 15 numbers count; similarities are the ones
 * that keep angles, affine maps those with a last row (0, 0, 0, w).
 */
// deno-fmt-ignore
export type Homography = readonly [
  number, number, number, number,
  number, number, number, number,
  number, number, number, number,
  number, number, number, number,
];

/**
 * Where a projective map takes a point; not finite on the plane `w = 0`, which goes to infinity.
 *
 * @example
 * ```ts
 * import { transformByHomography } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const nearer = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1] as const; // w = Z + 1
 * assert.deepEqual(transformByHomography(nearer, [2, 4, 1]), [1, 2, 0.5]);
 * ```
 */
export function transformByHomography(map: Homography, [x, y, z]: Vec3): Vec3 {
  const row = (i: number) => map[i]! * x + map[i + 1]! * y + map[i + 2]! * z + map[i + 3]!;
  const w = row(12);
  return [row(0) / w, row(4) / w, row(8) / w];
}

/**
 * The map that does what maps do one after the other, the last first: their product, left to right.
 *
 * @example
 * ```ts
 * import { composeHomographies, transformByHomography } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const nearer = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1] as const;
 * const twice = composeHomographies(nearer, nearer);
 * assert.deepEqual(transformByHomography(twice, [3, 6, 1]), [1, 2, 1 / 3]);
 * ```
 */
export function composeHomographies(...maps: Homography[]): Homography {
  return maps.reduce((a, b) => {
    const entry = (_: number, at: number) => {
      const [i, j] = [at - at % 4, at % 4];
      return a[i]! * b[j]! + a[i + 1]! * b[4 + j]! + a[i + 2]! * b[8 + j]! + a[i + 3]! * b[12 + j]!;
    };
    return a.map(entry) as unknown as Homography;
  }, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
}

/**
 * A similarity as a projective map, its last row (0, 0, 0, 1).
 *
 * @example
 * ```ts
 * import { homographyOf, IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const map = homographyOf({ scale: 2, rotation: IDENTITY, translation: [5, 6, 7] });
 * assert.deepEqual(map, [2, 0, 0, 5, 0, 2, 0, 6, 0, 0, 2, 7, 0, 0, 0, 1]);
 * ```
 */
export function homographyOf({ scale, rotation: r, translation: t }: Similarity): Homography {
  const row = (i: 0 | 1 | 2) =>
    [scale * r[3 * i]!, scale * r[3 * i + 1]!, scale * r[3 * i + 2]!, t[i]] as const;
  return [...row(0), ...row(1), ...row(2), 0, 0, 0, 1];
}
