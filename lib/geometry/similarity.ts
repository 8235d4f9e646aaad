import { apply, IDENTITY, type Mat3, multiply, transpose } from "./matrix.ts";
import { add, scale, type Vec3 } from "./vector.ts";

/**
 * How the coordinates of one frame, in one unit of length, become those of another: the similarity
 * of B in A takes a point's coordinates in B to `scale rotation p + translation`, those in A.
 */
export interface Similarity {
  /** Units of A in a unit of B, above 0. */
  readonly scale: number;
  /** How B is turned in A: its axes are the columns. */
  readonly rotation: Mat3;
  /** Where B's origin is, in A's coordinates and unit. */
  readonly translation: Vec3;
}

/**
 * A point's coordinates in A, from its coordinates in B and the similarity of B in A.
 *
 * @example
 * ```ts
 * import { IDENTITY, transformBySimilarity } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const map = { scale: 2, rotation: IDENTITY, translation: [1, 0, 0] } as const;
 * assert.deepEqual(transformBySimilarity(map, [1, 2, 3]), [3, 4, 6]);
 * ```
 */
export function transformBySimilarity(map: Similarity, point: Vec3): Vec3 {
  return add(scale(apply(map.rotation, point), map.scale), map.translation);
}

/**
 * The similarity of C in A, from that of B in A, of C in B, and so on: neighbouring letters match.
 *
 * @example
 * ```ts
 * import { composeSimilarities, IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const map = { scale: 2, rotation: IDENTITY, translation: [1, 0, 0] } as const;
 * assert.deepEqual(composeSimilarities(map, map).translation, [3, 0, 0]);
 * ```
 */
export function composeSimilarities(...maps: Similarity[]): Similarity {
  return maps.reduce((a, b) => ({
    scale: a.scale * b.scale,
    rotation: multiply(a.rotation, b.rotation),
    translation: transformBySimilarity(a, b.translation),
  }), { scale: 1, rotation: IDENTITY, translation: [0, 0, 0] });
}

/**
 * The similarity of A in B, from that of B in A.
 *
 * @example
 * ```ts
 * import { IDENTITY, invertSimilarity } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const map = { scale: 2, rotation: IDENTITY, translation: [4, 0, 0] } as const;
 * assert.equal(invertSimilarity(map).translation[0], -2);
 * ```
 */
export function invertSimilarity(map: Similarity): Similarity {
  const back = transpose(map.rotation);
  const factor = 1 / map.scale;
  return {
    scale: factor,
    rotation: back,
    translation: scale(apply(back, map.translation), -factor),
  };
}
