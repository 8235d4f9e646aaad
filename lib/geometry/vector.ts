/** A vector of three components. */
export type Vec3 = readonly [number, number, number];

/**
 * The sum of vectors.
 *
 * @example
 * ```ts
 * import { add } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(add([1, 2, 3], [10, 20, 30], [100, 200, 300]), [111, 222, 333]);
 * ```
 */
export function add(...vectors: Vec3[]): Vec3 {
  return vectors.reduce((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], [0, 0, 0]);
}

/**
 * `a - b`.
 *
 * @example
 * ```ts
 * import { subtract } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(subtract([3, 2, 1], [1, 1, 1]), [2, 1, 0]);
 * ```
 */
export function subtract(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/**
 * A vector times a number.
 *
 * @example
 * ```ts
 * import { scale } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(scale([1, 2, 3], -2), [-2, -4, -6]);
 * ```
 */
export function scale(a: Vec3, factor: number): Vec3 {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

/**
 * The scalar product.
 *
 * @example
 * ```ts
 * import { dot } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.equal(dot([1, 2, 3], [4, 5, 6]), 32);
 * ```
 */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/**
 * The cross product `a x b`, right-handed: x cross y is z.
 *
 * @example
 * ```ts
 * import { cross } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(cross([1, 0, 0], [0, 1, 0]), [0, 0, 1]);
 * ```
 */
export function cross(a: Vec3, b: Vec3): Vec3 {
  return [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
}

/**
 * Euclidean length.
 *
 * @example
 * ```ts
 * import { norm } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.equal(norm([2, 3, 6]), 7);
 * ```
 */
export function norm(a: Vec3): number {
  return Math.hypot(a[0], a[1], a[2]);
}
