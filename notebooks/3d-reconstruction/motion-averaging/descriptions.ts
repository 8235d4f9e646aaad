import { type Mat3, quaternionOf } from "@rederive/lib/geometry";

/** Yaw, pitch and roll, in radians: the turns about z, then y, then x that make up a rotation. */
export function eulerOf(m: Mat3): number[] {
  return [
    Math.atan2(m[3], m[0]),
    Math.atan2(-m[6], Math.hypot(m[0], m[3])),
    Math.atan2(m[7], m[8]),
  ];
}

/** The quaternion whose largest component is positive, as SciPy's conversion gives it. */
export function quaternionAsInScipy(m: Mat3): number[] {
  const q = [...quaternionOf(m)];
  const sizes = q.map(Math.abs);
  return q[sizes.indexOf(Math.max(...sizes))]! < 0 ? q.map((x) => -x) : q;
}
