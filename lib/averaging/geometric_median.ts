import { add, norm, subtract, type Vec3 } from "../geometry/mod.ts";
import { checkSome } from "./check_some.ts";
import { medoid } from "./medoid.ts";
import { weiszfeldStep } from "./weiszfeld_step.ts";

/** How long a median is looked for. */
export interface MedianOptions {
  /** Steps at most; 1000 unless given. It ends earlier when a step is rounding. */
  steps?: number;
}

/**
 * The point with the least sum of distances to given ones, by Weiszfeld's algorithm from the best of
 * them: the median of points in space. Fewer than half of the points, however far off, move it by a
 * bounded amount only. Unique unless all lie on a line and are even in number.
 *
 * @throws {RangeError} when there is none.
 *
 * @example
 * ```ts
 * import { geometricMedian } from "@rederive/lib/averaging";
 * import assert from "node:assert/strict";
 * const [x] = geometricMedian([[0, 0, 0], [1, 0, 0], [1000, 0, 0]]);
 * assert.equal(x, 1);
 * ```
 */
export function geometricMedian(
  points: readonly Vec3[],
  { steps = 1000 }: MedianOptions = {},
): Vec3 {
  checkSome("find a median", points);
  let place = medoid(points, (a, b) => norm(subtract(a, b)));
  const size = Math.max(...points.map((point) => norm(subtract(point, place))));
  for (let i = 0; i < steps; i++) {
    const step = weiszfeldStep(points.map((point) => subtract(point, place)));
    place = add(place, step);
    if (norm(step) <= 1e-15 * size) break;
  }
  return place;
}
