import { alignPoints } from "@rederive/lib/alignment";
import { norm, subtract, transformBySimilarity, type Vec3 } from "@rederive/lib/geometry";

/** The root of the mean squared distance of points from the true ones, after the best similarity. */
export function pointError(points: readonly Vec3[], truth: readonly Vec3[]): number {
  const map = alignPoints(points.flat(), truth.flat());
  const squares = points.map((point, i) =>
    norm(subtract(transformBySimilarity(map, point), truth[i]!)) ** 2
  );
  return Math.sqrt(squares.reduce((a, b) => a + b) / squares.length);
}
