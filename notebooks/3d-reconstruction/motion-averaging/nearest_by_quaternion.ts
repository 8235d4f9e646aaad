import { type Mat3, matrixOf, type Quaternion } from "@rederive/lib/geometry";

/**
 * The rotation that has most in common with nine numbers, found without singular values: the quaternion
 * of the largest eigenvalue of a symmetric 4x4 matrix (Horn, J. Opt. Soc. Am. A 4, 1987), by squaring the
 * matrix, shifted so that no eigenvalue is negative, until one direction is left.
 */
export function nearestByQuaternion(m: Mat3): Mat3 {
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = m;
  const n = [
    [xx + yy + zz, zy - yz, xz - zx, yx - xy],
    [zy - yz, xx - yy - zz, xy + yx, xz + zx],
    [xz - zx, xy + yx, yy - xx - zz, yz + zy],
    [yx - xy, xz + zx, yz + zy, zz - xx - yy],
  ];
  const shift = 2 * Math.hypot(...m);
  let power = n.map((row, i) => row.map((x, j) => x + (i === j ? shift : 0)));
  for (let step = 0; step < 40; step++) {
    const square = power.map((row) =>
      row.map((_, j) => row.reduce((sum, x, k) => sum + x * power[k]![j]!, 0))
    );
    const trace = square.reduce((sum, row, i) => sum + row[i]!, 0);
    power = square.map((row) => row.map((x) => x / trace));
  }
  const longest = power.reduce((a, b) => Math.hypot(...b) > Math.hypot(...a) ? b : a);
  const length = Math.hypot(...longest);
  return matrixOf(longest.map((x) => x / length) as unknown as Quaternion);
}
