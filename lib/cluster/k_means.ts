import { checkArray } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import type { Key } from "../random/mod.ts";
import { sum } from "../reduce/mod.ts";
import { assignClusters, type Assignment, type PointOptions } from "./assign_clusters.ts";
import { cropRows, type Padded, padRows } from "./padded.ts";
import { repack } from "../matmul/repack.ts";
import { seedCentres } from "./seed_centres.ts";
import { updateCentres } from "./update_centres.ts";

/** How to cluster. */
export interface KMeansOptions extends PointOptions {
  /** K, how many clusters. */
  k: number;
  /** Chooses the first centres, by k-means++. */
  key?: Key;
  /** First centres of your own, (K, D), instead of a key. */
  centres?: GpuArray<"f32">;
  /** Moves of the centres at most; 100 unless given. */
  iterations?: number;
  /** Done when no centre moves farther than this; 0, until nothing moves, unless given. */
  tolerance?: number;
}

/** Clusters, and how they came about. */
export interface KMeans extends Assignment, Disposable {
  /** The centres, (K, D). */
  centres: GpuArray<"f32">;
  /** How many points each cluster has; 0 where it is empty. */
  counts: GpuArray<"u32">;
  /** The sum of squared distances from points to their centres: at first, and after each move. */
  inertias: readonly number[];
  /** The last of them: that of `labels` and `centres`. */
  inertia: number;
  /** True when the centres came to rest; false when `iterations` ended it. */
  converged: boolean;
}

/**
 * Clusters points by k-means (Lloyd 1982): assigns each point to its nearest centre, moves each centre
 * to the mean of its points, and so on. An empty cluster keeps its centre. It ends in a local optimum:
 * take the best of several keys. The same key gives the same bits.
 *
 * @throws {TypeError} unless there is either a key or first centres.
 *
 * @example
 * ```ts
 * import { kMeans } from "@rederive/lib/cluster";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { key } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using points = gpu.array(Float32Array.of(0, 0, 0, 2, 9, 0, 9, 2)); // (N, D) = (4, 2)
 * using clusters = await kMeans(gpu, points, { width: 2, k: 2, key: key(1) });
 * const [centres, counts] = await gpu.readMany([clusters.centres, clusters.counts]);
 * deepEqual([...centres].sort(), [0, 1, 1, 9]);
 * deepEqual([...counts], [2, 2]);
 * equal(clusters.inertia, 4);
 * equal(clusters.converged, true);
 * ```
 */
export async function kMeans(
  gpu: Gpu,
  points: GpuArray<"f32">,
  options: KMeansOptions,
): Promise<KMeans> {
  const action = "cluster";
  const { width, iterations = 100, tolerance = 0 } = options;
  if (!Number.isInteger(iterations) || iterations < 0) {
    throw new RangeError(`Cannot ${action}: ${iterations} iterations, wanted an integer >= 0`);
  }
  if (!(tolerance >= 0)) {
    throw new RangeError(`Cannot ${action}: tolerance is ${tolerance}, wanted a number >= 0`);
  }
  using x = await padRows(gpu, action, "points", points, width);
  const paddedWidth = 4 * x.cells;
  const size = { width: paddedWidth };
  let centres = await firstCentres(gpu, action, x, options);
  let was = await gpu.read(centres);
  let [assignment, inertia] = await assign(gpu, x, centres, size);
  const inertias = [inertia];
  let moved = Infinity;
  for (let i = 0; i < iterations && moved > tolerance; i++) {
    const made = await updateCentres(gpu, x.array, { ...size, labels: assignment.labels, centres });
    made.counts[Symbol.dispose]();
    const is = await gpu.read(made.centres);
    moved = farthestMove(was, is, paddedWidth);
    for (const old of [centres, assignment.labels, assignment.distances]) old[Symbol.dispose]();
    [centres, was] = [made.centres, is];
    [assignment, inertia] = await assign(gpu, x, centres, size);
    inertias.push(inertia);
  }
  const { labels, distances } = assignment;
  const last = await updateCentres(gpu, x.array, { ...size, labels, centres });
  last.centres[Symbol.dispose]();
  if (width !== paddedWidth) {
    using padded = centres;
    centres = await cropRows(gpu, { array: padded, rows: options.k, cells: x.cells }, width);
  }
  const arrays = { labels, distances, centres, counts: last.counts };
  return {
    ...arrays,
    inertias,
    inertia,
    converged: moved <= tolerance,
    [Symbol.dispose]() {
      for (const array of Object.values(arrays)) array[Symbol.dispose]();
    },
  };
}

async function firstCentres(
  gpu: Gpu,
  action: string,
  x: Padded,
  { width, k, key, centres }: KMeansOptions,
): Promise<GpuArray<"f32">> {
  if ((key === undefined) === (centres === undefined)) {
    throw new TypeError(
      `Cannot ${action}: there are ${key ? "both" : "neither"} a key ${key ? "and" : "nor"} ` +
        `first centres, wanted one of them`,
    );
  }
  if (key) return await seedCentres(gpu, x.array, { width: 4 * x.cells, k, key });
  const shape = `(K, D) = (${k}, ${width})`;
  checkArray(gpu, action, "centres", centres!, { type: "f32", length: k * width, shape });
  const from = { array: centres!, rows: k, columns: width, stride: 0, row: width, column: 1 };
  return await repack(gpu, from, { batch: 1, rows: k, columns: 4 * x.cells });
}

async function assign(
  gpu: Gpu,
  { array }: Padded,
  centres: GpuArray<"f32">,
  size: PointOptions,
): Promise<[Assignment, number]> {
  const assignment = await assignClusters(gpu, array, centres, size);
  using total = await sum(gpu, assignment.distances);
  return [assignment, (await gpu.read(total))[0]!];
}

/** The largest Euclidean distance from a row of `a` to that of `b`. */
function farthestMove(a: Float32Array, b: Float32Array, width: number): number {
  let farthest = 0;
  for (let row = 0; row < a.length; row += width) {
    let squares = 0;
    for (let i = row; i < row + width; i++) squares += (a[i]! - b[i]!) ** 2;
    farthest = Math.max(farthest, squares);
  }
  return Math.sqrt(farthest);
}
