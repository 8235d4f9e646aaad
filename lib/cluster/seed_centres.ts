import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { foldIn, type Key } from "../random/mod.ts";
import { sampleCategorical } from "../sampling/mod.ts";
import code from "./approach.wgsl" with { type: "text" };
import type { PointOptions } from "./assign_clusters.ts";
import { cropRows, padRows } from "./padded.ts";
import { pointsOf } from "./points.ts";

/** How many, and by which chance. */
export interface SeedOptions extends PointOptions {
  /** K, how many centres: from 1 to the number of points. */
  k: number;
  /** Of lib/random; use each key once. The same key chooses the same points. */
  key: Key;
}

/**
 * Chooses K of the points as first centres, by k-means++ (Arthur and Vassilvitskii 2007): the first
 * one uniformly, each further one with a probability proportional to its squared distance to the
 * nearest centre so far. Draw j uses `foldIn(key, j)`. Where all points are centres already, points
 * are chosen twice.
 *
 * @example
 * ```ts
 * import { seedCentres } from "@rederive/lib/cluster";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { key } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using points = gpu.array(Float32Array.of(1, 1, 1, 1, 8, 8, 8, 8)); // two places, each twice
 * using centres = await seedCentres(gpu, points, { width: 2, k: 2, key: key(0) });
 * deepEqual([...await gpu.read(centres)].sort(), [1, 1, 8, 8]);
 * ```
 */
export async function seedCentres(
  gpu: Gpu,
  points: GpuArray<"f32">,
  { width, k, key }: SeedOptions,
): Promise<GpuArray<"f32">> {
  const action = "choose first centres";
  using x = await padRows(gpu, action, "points", points, width);
  const { rows, cells } = x;
  if (!Number.isInteger(k) || k < 1 || k > rows) {
    throw new RangeError(
      `Cannot ${action}: k is ${k}, wanted an integer from 1 to the ${rows} points`,
    );
  }
  const workgroupSize = gpu.family === "cpu" ? 8 : 64;
  const { texts, bind } = pointsOf(gpu);
  const kernel = await gpu.kernel({
    code: [...texts, code],
    entry: "approach",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  using weights = gpu.array(new Float32Array(rows).fill(1), "seed weights");
  const centres = gpu.empty("f32", k * cells * 4, "first centres");
  for (let place = 0; place < k; place++) {
    using chosen = await sampleCategorical(gpu, weights, {
      key: foldIn(key, place),
      of: "weights",
    });
    gpu.run(
      kernel,
      [Uint32Array.of(rows, cells, place), bind(x.array), chosen, weights, centres],
      spread(rows, workgroupSize),
    );
  }
  if (width === 4 * cells) return centres;
  using padded = centres;
  return await cropRows(gpu, { array: padded, rows: k, cells }, width);
}
