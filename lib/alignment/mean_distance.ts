import { norm } from "../geometry/mod.ts";
import { checkPoints, pointAt } from "./point_list.ts";

/**
 * The mean distance of points (N, 3) from the origin: the unit of length in which networks that know
 * no metres are given points, depths and translations, in the frame of the first camera.
 *
 * @throws {RangeError} when there are no points, or their numbers are no points.
 *
 * @example
 * ```ts
 * import { meanDistance } from "@rederive/lib/alignment";
 * import assert from "node:assert/strict";
 * assert.equal(meanDistance([0, 3, 4, 1, 0, 0]), 3);
 * ```
 */
export function meanDistance(points: ArrayLike<number>): number {
  const count = checkPoints("measure a mean distance", { points });
  let sum = 0;
  for (let i = 0; i < count; i++) sum += norm(pointAt(points, i));
  return sum / count;
}
