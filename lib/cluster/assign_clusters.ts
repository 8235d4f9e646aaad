import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import { fixedSubgroups } from "../gpu/subgroups.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./assign.wgsl" with { type: "text" };
import direct from "./centres_direct.wgsl" with { type: "text" };
import byEach from "./eight_by_each.wgsl" with { type: "text" };
import byLanes from "./eight_by_lanes.wgsl" with { type: "text" };
import staged from "./centres_staged.wgsl" with { type: "text" };
import { padRows } from "./padded.ts";
import { pointsOf } from "./points.ts";

/** Where each point belongs. */
export interface Assignment {
  /** The nearest centre of each point; of equally near ones the first. */
  labels: GpuArray<"u32">;
  /** The squared Euclidean distance to it. Their sum is the inertia. */
  distances: GpuArray<"f32">;
}

/** Size of points and centres. */
export interface PointOptions {
  /** D, numbers a point: from 1 to 65 536. */
  width: number;
}

/**
 * Finds the nearest centre of each point, by squared Euclidean distance: points (N, D) and centres
 * (K, D) to N labels and N distances. Distances have a relative error of at most gamma(D + 2); from
 * 3.4e38 on they are not told apart.
 *
 * @throws {RangeError} when there is no centre, or rows do not have `width` numbers.
 *
 * @example
 * ```ts
 * import { assignClusters } from "@rederive/lib/cluster";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using points = gpu.array(Float32Array.of(0, 0, 5, 1, 2, 2));
 * using centres = gpu.array(Float32Array.of(0, 0, 4, 4)); // the last point is as near to both
 * const { labels, distances } = await assignClusters(gpu, points, centres, { width: 2 });
 * using _ = labels;
 * using __ = distances;
 * deepEqual([...await gpu.read(labels)], [0, 1, 0]);
 * deepEqual([...await gpu.read(distances)], [0, 10, 8]);
 * ```
 */
export async function assignClusters(
  gpu: Gpu,
  points: GpuArray<"f32">,
  centres: GpuArray<"f32">,
  { width }: PointOptions,
): Promise<Assignment> {
  const action = "assign points to clusters";
  using x = await padRows(gpu, action, "points", points, width);
  using c = await padRows(gpu, action, "centres", centres, width);
  if (c.rows === 0) {
    throw new RangeError(`Cannot ${action}: there are 0 centres, wanted at least 1`);
  }
  const shape = shapeOf(gpu);
  const reading = pointsOf(gpu);
  const kernel = await gpu.kernel({
    code: [shape.enable, code, ...reading.texts, ...shape.texts],
    entry: "assign",
    overrides: { WORKGROUP_SIZE: shape.workgroupSize, DEPTH: shape.depth },
  });
  const labels = gpu.empty("u32", x.rows, "labels");
  const distances = gpu.empty("f32", x.rows, "distances");
  // Turns that eight centres take: their vectors, stagings, and what those are filled with.
  const stagings = Math.ceil(x.cells / shape.depth);
  const step = 8 * Math.floor(LONGEST_LOOP / (x.cells + 3 * stagings + 2));
  for (let first = 0; first < c.rows; first += step) {
    const end = Math.min(first + step, c.rows);
    gpu.run(
      kernel,
      [
        Uint32Array.of(x.rows, c.rows, x.cells, first, end),
        reading.bind(x.array),
        reading.bind(c.array),
        labels,
        distances,
      ],
      spread(x.rows, 4 * shape.workgroupSize),
    );
  }
  return { labels, distances };
}

/** Where centres come from, and how lanes share them. */
function shapeOf(gpu: Gpu) {
  if (gpu.family === "gpu") return { enable: "", texts: [staged], workgroupSize: 128, depth: 16 };
  const [workgroupSize, depth] = [8, 2 ** 14];
  const subgroups = fixedSubgroups(gpu);
  if (subgroups?.size !== workgroupSize) {
    return { enable: "", texts: [direct, byEach], workgroupSize, depth };
  }
  return { enable: subgroups.enable, texts: [direct, byLanes], workgroupSize, depth };
}
