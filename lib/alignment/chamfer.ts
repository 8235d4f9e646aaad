import { assignClusters } from "../cluster/mod.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";

/** How far two clouds of points are apart, in their unit of length. */
export interface Chamfer {
  /** Mean distance of an estimated point to the nearest true one. */
  readonly accuracy: number;
  /** Mean distance of a true point to the nearest estimated one. */
  readonly completeness: number;
  /** The mean of the two. */
  readonly chamfer: number;
}

/**
 * The Chamfer distance of two clouds of points (N, 3) and (M, 3), with its parts, by comparing every
 * point with every other on the GPU. Distances, not their squares; each has a relative error of at
 * most gamma(5).
 *
 * @throws {RangeError} when a cloud is empty or its numbers are no points.
 *
 * @example
 * ```ts
 * import { chamferDistance } from "@rederive/lib/alignment";
 * import { openGpu } from "@rederive/lib/gpu";
 * import assert from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using estimated = gpu.array(Float32Array.of(0, 0, 3));
 * using truth = gpu.array(Float32Array.of(0, 0, 0, 0, 4, 3));
 * const { accuracy, completeness } = await chamferDistance(gpu, estimated, truth);
 * assert.deepEqual([accuracy, completeness], [3, 3.5]);
 * ```
 */
export async function chamferDistance(
  gpu: Gpu,
  estimated: GpuArray<"f32">,
  truth: GpuArray<"f32">,
): Promise<Chamfer> {
  for (const [name, { length }] of Object.entries({ estimated, truth })) {
    if (length > 0 && length % 3 === 0) continue;
    throw new RangeError(
      `Cannot compare clouds: ${name} has ${length} numbers, wanted (N, 3) with at least one point`,
    );
  }
  const accuracy = await meanDistance(gpu, estimated, truth);
  const completeness = await meanDistance(gpu, truth, estimated);
  return { accuracy, completeness, chamfer: (accuracy + completeness) / 2 };
}

async function meanDistance(
  gpu: Gpu,
  points: GpuArray<"f32">,
  others: GpuArray<"f32">,
): Promise<number> {
  const { labels, distances } = await assignClusters(gpu, points, others, { width: 3 });
  using _ = labels;
  using squares = distances;
  const each = await gpu.read(squares);
  return each.reduce((sum, square) => sum + Math.sqrt(square), 0) / each.length;
}
