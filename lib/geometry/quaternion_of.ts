import type { Mat3 } from "./matrix.ts";
import type { Quaternion } from "./quaternion.ts";

/**
 * The unit quaternion of a rotation matrix, real part not negative. Divides by the largest of the
 * four components (Shepperd 1978), so that no angle is special, half turns included.
 *
 * @example
 * ```ts
 * import { quaternionOf } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(quaternionOf([1, 0, 0, 0, -1, 0, 0, 0, -1]), [0, 1, 0, 0]);
 * ```
 */
export function quaternionOf(m: Mat3): Quaternion {
  const squares = [
    1 + m[0] + m[4] + m[8],
    1 + m[0] - m[4] - m[8],
    1 - m[0] + m[4] - m[8],
    1 - m[0] - m[4] + m[8],
  ];
  const largest = squares.indexOf(Math.max(...squares));
  const [wx, wy, wz] = [m[7] - m[5], m[2] - m[6], m[3] - m[1]];
  const [xy, xz, yz] = [m[1] + m[3], m[2] + m[6], m[5] + m[7]];
  const rows: Quaternion[] = [
    [squares[0]!, wx, wy, wz],
    [wx, squares[1]!, xy, xz],
    [wy, xy, squares[2]!, yz],
    [wz, xz, yz, squares[3]!],
  ];
  const q = rows[largest]!;
  const length = Math.hypot(...q) * (q[0] < 0 ? -1 : 1);
  return [q[0] / length, q[1] / length, q[2] / length, q[3] / length];
}
