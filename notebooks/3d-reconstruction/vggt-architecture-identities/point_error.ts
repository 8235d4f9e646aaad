import { pointError as measure } from "@rederive/lib/alignment";
import type { Vec3 } from "@rederive/lib/geometry";

/** The root of the mean squared distance of points from the true ones, after the best similarity. */
export function pointError(points: readonly Vec3[], truth: readonly Vec3[]): number {
  return measure(points.flat(), truth.flat()).rmse;
}
