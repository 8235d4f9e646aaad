import { type ElementType, type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./gather.wgsl" with { type: "text" };
import { type Gather, planGather } from "./plan.ts";

/**
 * Picks elements of `x` by strides and index arrays: everything NumPy's basic and advanced indexing
 * can say about an array of up to 8 axes, once it is put into strides.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { gather } from "@rederive/lib/gather";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Int32Array.of(0, 1, 2, 3, 4, 5)); // seen as (2, 3)
 * // x[::-1, [0, -1]]: rows from the last one up, first and last column.
 * using y = await gather(gpu, x, {
 *   shape: [2, 2],
 *   offset: 3,
 *   strides: [-3, 0],
 *   indices: [{ values: [0, -1], strides: [0, 1], step: 1, size: 3 }],
 * });
 * deepStrictEqual([...await gpu.read(y)], [3, 5, 0, 2]);
 * ```
 */
export async function gather<T extends ElementType>(
  gpu: Gpu,
  x: GpuArray<T>,
  options: Gather,
): Promise<GpuArray<T>> {
  const { count, offset, axes, table } = planGather(options, x.length);
  const result = gpu.empty(x.type, count, "gathered");
  if (count === 0) return result;
  const run = gpu.family === "cpu" ? 64 : 1;
  const workgroupSize = 256;
  const kernel = await gpu.kernel({
    code,
    entry: "gather",
    overrides: { WORKGROUP_SIZE: workgroupSize, RUN: run, AXES: axes.length },
  });
  const last = axes.at(-1)!.length;
  const runs = count / last * Math.ceil(last / run);
  const plan = new Int32Array(4 + 4 * 8);
  plan.set([runs, offset]);
  for (const [i, axis] of axes.entries()) {
    plan.set([axis.length, axis.stride, axis.tableStride], 4 + 4 * i);
  }
  gpu.run(kernel, [plan, x, table, result], spread(runs, workgroupSize));
  return result;
}
