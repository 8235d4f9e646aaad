import type { Vec3 } from "./vector.ts";

/** A 3x3 matrix, rows first: `[m00, m01, m02, m10, …]`. */
// deno-fmt-ignore
export type Mat3 = readonly [
  number, number, number,
  number, number, number,
  number, number, number,
];

/** The 3x3 identity. */
export const IDENTITY: Mat3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/**
 * Matrix times vector.
 *
 * @example
 * ```ts
 * import { apply } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(apply([0, -1, 0, 1, 0, 0, 0, 0, 1], [1, 0, 0]), [0, 1, 0]);
 * ```
 */
export function apply(m: Mat3, v: Vec3): Vec3 {
  return [
    m[0] * v[0] + m[1] * v[1] + m[2] * v[2],
    m[3] * v[0] + m[4] * v[1] + m[5] * v[2],
    m[6] * v[0] + m[7] * v[1] + m[8] * v[2],
  ];
}

/**
 * The product of matrices, left to right.
 *
 * @example
 * ```ts
 * import { multiply } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const quarter = [0, -1, 0, 1, 0, 0, 0, 0, 1] as const;
 * assert.deepEqual(multiply(quarter, quarter), [-1, 0, 0, 0, -1, 0, 0, 0, 1]);
 * ```
 */
export function multiply(...matrices: Mat3[]): Mat3 {
  return matrices.reduce(multiplyTwo, IDENTITY);
}

function multiplyTwo(a: Mat3, b: Mat3): Mat3 {
  const [x, y, z] = columns(b).map((column) => apply(a, column)) as [Vec3, Vec3, Vec3];
  return [x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]];
}

/**
 * The transpose; for a rotation, its inverse.
 *
 * @example
 * ```ts
 * import { transpose } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(transpose([1, 2, 3, 4, 5, 6, 7, 8, 9]), [1, 4, 7, 2, 5, 8, 3, 6, 9]);
 * ```
 */
export function transpose(m: Mat3): Mat3 {
  return [m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]];
}

/**
 * The columns: for a rotation, the turned axes.
 *
 * @example
 * ```ts
 * import { columns, IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(columns(IDENTITY)[1], [0, 1, 0]);
 * ```
 */
export function columns(m: Mat3): [Vec3, Vec3, Vec3] {
  return [[m[0], m[3], m[6]], [m[1], m[4], m[7]], [m[2], m[5], m[8]]];
}

/**
 * `a + factor * b`, entry by entry.
 *
 * @example
 * ```ts
 * import { addScaled, IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(addScaled(IDENTITY, IDENTITY, -1), [0, 0, 0, 0, 0, 0, 0, 0, 0]);
 * ```
 */
export function addScaled(a: Mat3, b: Mat3, factor: number): Mat3 {
  return a.map((entry, i) => entry + factor * b[i]!) as unknown as Mat3;
}

/**
 * The determinant: +1 for a rotation, -1 for a rotation that also mirrors.
 *
 * @example
 * ```ts
 * import { determinant } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.equal(determinant([1, 0, 0, 0, 1, 0, 0, 0, -1]), -1);
 * ```
 */
export function determinant(m: Mat3): number {
  return m[0] * (m[4] * m[8] - m[5] * m[7]) -
    m[1] * (m[3] * m[8] - m[5] * m[6]) +
    m[2] * (m[3] * m[7] - m[4] * m[6]);
}
