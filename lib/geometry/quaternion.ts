import type { Mat3 } from "./matrix.ts";
import { add, cross, scale, type Vec3 } from "./vector.ts";

/** A quaternion `[w, x, y, z]`, the real part first; of unit length when it stands for a rotation. */
export type Quaternion = readonly [number, number, number, number];

/**
 * The Hamilton product: first turn by `q`, then by `p`.
 *
 * @example
 * ```ts
 * import { multiplyQuaternions } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const [i, j, k] = [[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]] as const;
 * assert.deepEqual(multiplyQuaternions(i, j), k);
 * ```
 */
export function multiplyQuaternions(p: Quaternion, q: Quaternion): Quaternion {
  return [
    p[0] * q[0] - p[1] * q[1] - p[2] * q[2] - p[3] * q[3],
    p[0] * q[1] + p[1] * q[0] + p[2] * q[3] - p[3] * q[2],
    p[0] * q[2] - p[1] * q[3] + p[2] * q[0] + p[3] * q[1],
    p[0] * q[3] + p[1] * q[2] - p[2] * q[1] + p[3] * q[0],
  ];
}

/**
 * The inverse of a unit quaternion.
 *
 * @example
 * ```ts
 * import { conjugate } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(conjugate([1, 2, 3, 4]), [1, -2, -3, -4]);
 * ```
 */
export function conjugate(q: Quaternion): Quaternion {
  return [q[0], -q[1], -q[2], -q[3]];
}

/**
 * A vector turned by a unit quaternion, without forming the matrix.
 *
 * @example
 * ```ts
 * import { rotate } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(rotate([0, 0, 0, 1], [1, 2, 3]), [-1, -2, 3]); // half a turn about z
 * ```
 */
export function rotate(q: Quaternion, v: Vec3): Vec3 {
  const axis: Vec3 = [q[1], q[2], q[3]];
  const twice = scale(cross(axis, v), 2);
  return add(v, scale(twice, q[0]), cross(axis, twice));
}

/**
 * The rotation matrix of a unit quaternion.
 *
 * @example
 * ```ts
 * import { matrixOf } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(matrixOf([0, 0, 0, 1]), [-1, 0, 0, 0, -1, 0, 0, 0, 1]);
 * ```
 */
export function matrixOf([w, x, y, z]: Quaternion): Mat3 {
  // deno-fmt-ignore
  return [
    1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
    2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
    2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
  ];
}
