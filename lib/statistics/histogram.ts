import { checkBinding } from "../gpu/check_array.ts";
import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import code from "./histogram.wgsl" with { type: "text" };

/** Equal bins over [low, high). */
export interface HistogramOptions {
  /** How many; at most 4096, which is what workgroup memory holds everywhere. */
  bins: number;
  /** Where the first bin starts. */
  low: number;
  /** Where the last bin ends; not in it. */
  high: number;
}

const MOST_BINS = 4096;

/** Workgroups that a dispatch has in one dimension. */
const MOST_GROUPS = 65_535;

/**
 * Counts how many elements fall into each of `bins` equal bins over [low, high); what lies outside,
 * or is NaN, is not counted. The edges are those of `binEdges()`, and the counts are exact.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { histogram } from "@rederive/lib/statistics";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(0, 0.1, 0.5, 0.9, 1, NaN));
 * using counts = await histogram(gpu, x, { bins: 2, low: 0, high: 1 });
 * deepStrictEqual([...await gpu.read(counts)], [2, 2]);
 * ```
 */
export async function histogram(
  gpu: Gpu,
  x: GpuArray<"f32"> | GpuArray<"u32">,
  options: HistogramOptions,
): Promise<GpuArray<"u32">> {
  const { bins, low, high } = options;
  const { type } = x;
  checkBinding(gpu, "count", `"${x.label}"`, x.byteLength);
  const edges = binEdges(type, options);
  const workgroupSize = gpu.family === "cpu" ? 64 : 256;
  const kernel = await gpu.kernel({
    code,
    entry: `histogram_${type}`,
    overrides: { BINS: bins, WORKGROUP_SIZE: workgroupSize },
  });
  const range = new Uint32Array(4);
  range[0] = x.length;
  const binsPerUnit = bins / (high - low);
  // Three f32 roundings of a placing of up to `bins`, one each of `low` and of the edge, twice over.
  const farthest = Math.max(Math.abs(low), Math.abs(high));
  const slack = 2 ** -22 * (bins + (type === "f32" ? farthest * binsPerUnit : 0));
  new Float32Array(range.buffer).set([low, binsPerUnit, slack], 1);
  const counts = gpu.zeros("u32", bins, "histogram");
  // Many elements a lane: each workgroup pays for clearing and adding up its bins. But an element near
  // an edge looks for its bin within twice the slack, and all those turns of a lane have to be taken.
  const turns = 2 + Math.min(bins, 2 * Math.ceil(slack));
  const few = Math.min(Math.ceil(x.length / workgroupSize), gpu.family === "cpu" ? 64 : 1024);
  const fewest = Math.ceil(x.length / (workgroupSize * Math.floor(LONGEST_LOOP / turns)));
  const groups = Math.min(Math.max(few, fewest), MOST_GROUPS);
  const bindings = type === "f32"
    ? [range, edges, x, counts]
    : [range, null, null, counts, edges, x];
  gpu.run(kernel, bindings, groups);
  return counts;
}

/**
 * The edges of equal bins over [low, high) as `histogram()` uses them: `bins + 1` numbers of the
 * element type. Of integers the last edge is inclusive, as 2^32 is no u32.
 *
 * @example
 * ```ts
 * import { binEdges } from "@rederive/lib/statistics";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual([...binEdges("f32", { bins: 4, low: 0, high: 1 })], [0, 0.25, 0.5, 0.75, 1]);
 * deepStrictEqual([...binEdges("u32", { bins: 2, low: 0, high: 2 ** 32 })], [0, 2 ** 31, 2 ** 32 - 1]);
 * ```
 */
export function binEdges(
  type: "f32" | "u32",
  { bins, low, high }: HistogramOptions,
): Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> {
  if (!Number.isInteger(bins) || bins < 1 || bins > MOST_BINS) {
    throw new RangeError(`Cannot make ${bins} bins: wanted an integer from 1 to ${MOST_BINS}`);
  }
  const integers = Number.isInteger(low) && Number.isInteger(high) && low >= 0 && high <= 2 ** 32;
  if (!(low < high) || (type === "u32" && !integers)) {
    throw new RangeError(`Cannot make bins from ${low} to ${high}: wanted ${type}, low below high`);
  }
  const edges = Array.from({ length: bins + 1 }, (_, b) => low + (high - low) * b / bins);
  if (type === "f32") return Float32Array.from(edges);
  return Uint32Array.from(edges, (edge, b) => b === bins ? high - 1 : Math.ceil(edge));
}
