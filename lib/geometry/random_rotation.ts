import type { Mat3 } from "./matrix.ts";
import { matrixOf } from "./quaternion.ts";

/**
 * A rotation drawn uniformly over all rotations, from three uniform numbers in [0, 1) (Shoemake,
 * "Uniform random rotations", Graphics Gems III, 1992).
 *
 * @example
 * ```ts
 * import { randomRotation } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(randomRotation(0, 0, 0), [1, 0, 0, 0, 1, 0, 0, 0, 1]);
 * ```
 */
export function randomRotation(u: number, v: number, w: number): Mat3 {
  const [inner, outer] = [Math.sqrt(u), Math.sqrt(1 - u)];
  const [s, t] = [2 * Math.PI * v, 2 * Math.PI * w];
  return matrixOf([
    outer * Math.cos(s),
    outer * Math.sin(s),
    inner * Math.cos(t),
    inner * Math.sin(t),
  ]);
}
