import { determinant, type Mat3 } from "./matrix.ts";
import { type Rows, svd } from "./svd.ts";

/**
 * The rotation nearest to any nine numbers (a 3x3 matrix, rows first), by the sum of squared
 * differences: `U diag(1, 1, det(U V^T)) V^T` of the singular value decomposition. This is how a
 * network's nine outputs become a rotation.
 *
 * Unique unless `s2 + s3 sign(det m) = 0`: then one of the nearest is given.
 *
 * @throws {RangeError} when a number is not finite.
 *
 * @example
 * ```ts
 * import { IDENTITY, nearestRotation } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(nearestRotation([3, 0, 0, 0, 2, 0, 0, 0, 1]), IDENTITY);
 * ```
 */
export function nearestRotation(m: Mat3): Mat3 {
  const { u, v } = svd([m.slice(0, 3), m.slice(3, 6), m.slice(6)]);
  const side = determinant(flat(u)) * determinant(flat(v)) < 0 ? -1 : 1;
  return flat(
    u.map((left) =>
      v.map((right) => left[0]! * right[0]! + left[1]! * right[1]! + side * left[2]! * right[2]!)
    ),
  );
}

function flat(rows: Rows): Mat3 {
  return rows.flat() as unknown as Mat3;
}
