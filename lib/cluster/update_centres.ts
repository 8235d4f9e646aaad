import { checkArray, checkBinding, checkSizes } from "../gpu/check_array.ts";
import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { readsOf } from "../sparse/reads.ts";
import type { PointOptions } from "./assign_clusters.ts";
import code from "./update.wgsl" with { type: "text" };

/** Which points are whose. */
export interface UpdateOptions extends PointOptions {
  /** The cluster of each point; points whose label is K or above are left out. */
  labels: GpuArray<"u32">;
  /** The centres so far, (K, D): an empty cluster keeps its own. */
  centres: GpuArray<"f32">;
}

/** New centres. */
export interface Centres {
  /** The mean of each cluster, (K, D). */
  centres: GpuArray<"f32">;
  /** How many points each has: 0 where the centre was kept. */
  counts: GpuArray<"u32">;
}

/** Bytes that sums of chunks may take. */
const ROOM = 32 * 2 ** 20;

/**
 * Moves each centre to the mean of its points: points (N, D) and N labels to (K, D). The same input
 * gives the same bits: nothing is added by atomics. Empty clusters are reported by a count of 0 and
 * keep their centre.
 *
 * @example
 * ```ts
 * import { updateCentres } from "@rederive/lib/cluster";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using points = gpu.array(Float32Array.of(1, 1, 3, 5, 9, 9)); // (N, D) = (3, 2)
 * using labels = gpu.array(Uint32Array.of(0, 0, 2));
 * using old = gpu.array(Float32Array.of(0, 0, 7, 7, 0, 0));
 * const made = await updateCentres(gpu, points, { labels, centres: old, width: 2 });
 * using centres = made.centres;
 * using counts = made.counts;
 * deepEqual([...await gpu.read(centres)], [2, 3, 7, 7, 9, 9]);
 * deepEqual([...await gpu.read(counts)], [2, 0, 1]);
 * ```
 */
export async function updateCentres(
  gpu: Gpu,
  points: GpuArray<"f32">,
  { width, labels, centres: previous }: UpdateOptions,
): Promise<Centres> {
  const action = "update centres";
  checkSizes(action, { width });
  const n = labels.length;
  const k = width === 0 ? 0 : Math.floor(previous.length / width);
  const shape = `(K, D) with D = ${width}`;
  checkArray(gpu, action, "centres", previous, { type: "f32", length: k * width, shape });
  checkArray(gpu, action, "points", points, {
    type: "f32",
    length: n * width,
    shape: `(N, D) = (${n}, ${width}), as there are ${n} labels`,
  });
  checkArray(gpu, action, "labels", labels, { type: "u32", length: n, shape: `(N) = (${n})` });
  checkBinding(gpu, action, "sums of points", k * width * 4);
  const { cells, texts, bind } = readsOf(gpu, width);
  const { workgroupSize, chunks } = planUpdate(gpu, { n, k, width, cells });
  const compile = (entry: string) =>
    gpu.kernel({
      code: [...texts, code],
      entry,
      label: `cluster ${entry}`,
      overrides: { WORKGROUP_SIZE: workgroupSize },
    });
  const [tally, settle] = [await compile("tally"), await compile("settle")];
  using sums = gpu.zeros("f32", chunks * k * width, "sums of chunks");
  using chunkCounts = gpu.zeros("u32", chunks * k, "counts of chunks");
  const centres = gpu.empty("f32", k * width, "centres");
  const counts = gpu.empty("u32", k, "cluster sizes");
  const length = Math.ceil(n / chunks);
  const callOf = (first: number) =>
    Uint32Array.of(n, k, cells, chunks, length, first, Math.min(first + LONGEST_LOOP, length), 0);
  for (let first = 0; first < length; first += LONGEST_LOOP) {
    gpu.run(
      tally,
      [callOf(first), sums, bind(labels), null, null, bind(points), chunkCounts],
      spread(chunks * cells, workgroupSize),
    );
  }
  const none = [null, null, null, null];
  const bindings = [callOf(0), sums, ...none, chunkCounts, null, previous, centres, counts];
  gpu.run(settle, bindings, spread(k * cells, workgroupSize));
  return { centres, counts };
}

/** As many chunks as keep the lanes busy, as far as their sums fit. */
function planUpdate(
  gpu: Gpu,
  { n, k, width, cells }: Record<"n" | "k" | "width" | "cells", number>,
) {
  const [workgroupSize, lanes, least, most] = gpu.family === "cpu"
    ? [8, 128, 64, 128]
    : [64, 2 ** 16, 32, 1024];
  const wanted = Math.min(Math.ceil(lanes / Math.max(1, cells)), Math.ceil(n / least), most);
  const room = Math.floor(ROOM / Math.max(1, k * width * 4));
  return { workgroupSize, chunks: Math.max(1, Math.min(wanted, room)) };
}
