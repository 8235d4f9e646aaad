import { apply, dot, type Mat3, transpose, type Vec3 } from "../geometry/mod.ts";
import type { Pixel } from "./project.ts";

/**
 * How far two pixels are from fulfilling `b^T E a = 0`, to first order the least distance in all four
 * coordinates by which they must be moved to do so (Sampson 1982): in the units of a and b, normalized
 * coordinates for an essential matrix, pixels for a fundamental one.
 *
 * @example
 * ```ts
 * import { essentialMatrix, sampsonDistance } from "@rederive/lib/camera";
 * import { IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const e = essentialMatrix({ rotation: IDENTITY, translation: [1, 0, 0] });
 * // seen 0.02 apart across the way: each is off by half of it
 * assert(Math.abs(sampsonDistance(e, [0, 0], [0.3, 0.02]) - 0.02 / Math.sqrt(2)) < 1e-15);
 * ```
 */
export function sampsonDistance(essential: Mat3, a: Pixel, b: Pixel): number {
  const [ray, other]: [Vec3, Vec3] = [[...a, 1], [...b, 1]];
  const line = apply(essential, ray);
  const back = apply(transpose(essential), other);
  return Math.abs(dot(other, line)) / Math.hypot(line[0], line[1], back[0], back[1]);
}
