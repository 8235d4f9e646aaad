/** Three numbers. */
export type Vector = readonly [number, number, number];

/**
 * The rotation matrix of a quaternion (w, x, y, z) in f64, column by column: q e q* / |q|^2 of each
 * unit vector e, by Hamilton's product.
 *
 * @example
 * ```ts
 * import { rotationOf } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(rotationOf([0, 0, 0, 2]), [-1, 0, 0, 0, -1, 0, 0, 0, 1]); // half a turn about z
 * ```
 */
export function rotationOf(q: ArrayLike<number>): number[] {
  const [w, x, y, z] = [q[0]!, q[1]!, q[2]!, q[3]!];
  const square = w * w + x * x + y * y + z * z;
  const columns = UNIT.map((e) => {
    const turned = multiply(multiply([w, x, y, z], [0, ...e]), [w, -x, -y, -z]);
    return turned.slice(1).map((part) => part / square);
  });
  return UNIT.flatMap((_, row) => columns.map((column) => column[row]! + 0));
}

/**
 * The skew matrix of v in f64, column by column: v x e of each unit vector e.
 *
 * @example
 * ```ts
 * import { hatOf } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(hatOf([1, 2, 3]), [0, -3, 2, 3, 0, -1, -2, 1, 0]);
 * ```
 */
export function hatOf(v: ArrayLike<number>): number[] {
  const columns = UNIT.map((e) => cross([v[0]!, v[1]!, v[2]!], e));
  return UNIT.flatMap((_, row) => columns.map((column) => column[row]! + 0));
}

/**
 * The adjoint matrix of a pose in f64, column by column: what the pose makes of each unit twist,
 * v' = R v + t x (R w), w' = R w.
 *
 * @example
 * ```ts
 * import { adjointOf } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const adjoint = adjointOf([1, 0, 0, 0, 1, 0, 0, 0, 1], [2, 0, 0], { order: "vw" });
 * deepStrictEqual(adjoint.slice(6, 12), [0, 1, 0, 0, 0, -2]);
 * ```
 */
export function adjointOf(
  rotation: ArrayLike<number>,
  translation: ArrayLike<number>,
  { order }: { order: "vw" | "wv" },
): number[] {
  const turn = (v: readonly number[]): Vector => {
    const row = (r: number) =>
      rotation[3 * r]! * v[0]! + rotation[3 * r + 1]! * v[1]! + rotation[3 * r + 2]! * v[2]!;
    return [row(0), row(1), row(2)];
  };
  const t: Vector = [translation[0]!, translation[1]!, translation[2]!];
  const columns = Array.from({ length: 6 }, (_, i) => {
    const twist = Array.from({ length: 6 }, (_, j) => Number(i === j));
    const [v, w] = order === "vw"
      ? [twist.slice(0, 3), twist.slice(3)]
      : [twist.slice(3), twist.slice(0, 3)];
    const angular = turn(w);
    const lever = cross(t, angular);
    const linear = turn(v).map((part, axis) => part + lever[axis]!);
    return order === "vw" ? [...linear, ...angular] : [...angular, ...linear];
  });
  return columns[0]!.flatMap((_, row) => columns.map((column) => column[row]! + 0));
}

const UNIT: readonly Vector[] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Hamilton's product of two quaternions (w, x, y, z). */
function multiply(p: readonly number[], q: readonly number[]): number[] {
  const [a, b, c, d] = [p[0]!, p[1]!, p[2]!, p[3]!];
  const [e, f, g, h] = [q[0]!, q[1]!, q[2]!, q[3]!];
  return [
    a * e - b * f - c * g - d * h,
    a * f + b * e + c * h - d * g,
    a * g - b * h + c * e + d * f,
    a * h + b * g - c * f + d * e,
  ];
}
