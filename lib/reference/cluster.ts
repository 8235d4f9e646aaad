/** Rows of numbers, and how many a row has. */
export interface Rows {
  /** All numbers, row by row. */
  values: ArrayLike<number>;
  /** Numbers a row. */
  width: number;
}

/**
 * The squared Euclidean distance of every point to every centre in f64, point by point.
 *
 * @example
 * ```ts
 * import { squaredDistances } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const [points, centres] = [[0, 0, 3, 4], [0, 0]];
 * deepStrictEqual(squaredDistances(points, { values: centres, width: 2 }), [[0], [25]]);
 * ```
 */
export function squaredDistances(
  points: ArrayLike<number>,
  { values: centres, width }: Rows,
): number[][] {
  const table: number[][] = [];
  for (let p = 0; p < points.length; p += width) {
    const row: number[] = [];
    for (let c = 0; c < centres.length; c += width) {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += (points[p + i]! - centres[c + i]!) ** 2;
      row.push(sum);
    }
    table.push(row);
  }
  return table;
}

/**
 * The mean of the points of each label in f64; undefined where a label has none.
 *
 * @example
 * ```ts
 * import { clusterMeans } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const points = { values: [1, 3, 8], width: 1 };
 * deepStrictEqual(clusterMeans(points, [0, 0, 2], 3), [[2], undefined, [8]]);
 * ```
 */
export function clusterMeans(
  { values, width }: Rows,
  labels: ArrayLike<number>,
  k: number,
): (number[] | undefined)[] {
  return Array.from({ length: k }, (_, cluster) => {
    const own = Array.from(labels, (_, p) => p).filter((p) => labels[p] === cluster);
    if (own.length === 0) return undefined;
    return Array.from(
      { length: width },
      (_, i) => own.reduce((sum, p) => sum + values[p * width + i]!, 0) / own.length,
    );
  });
}
