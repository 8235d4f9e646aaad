import type { Gpu, GpuArray } from "../gpu/mod.ts";
import code from "./norm_columns.wgsl" with { type: "text" };
import type { RowOptions } from "./run_rows.ts";

/** Rows an invocation adds up before the partial sums are, and how many slabs there may be. */
const ROWS_PER_SLAB = 64;
const MOST_SLABS = 256;

/** Gradients of gain and bias: sums down the columns of dy h and dy. */
export async function columnSums(
  gpu: Gpu,
  { x, dy, moments }: { x: GpuArray<"f32">; dy: GpuArray<"f32">; moments: GpuArray<"f32"> },
  { rows, columns }: RowOptions,
): Promise<{ gain: GpuArray<"f32">; bias: GpuArray<"f32"> }> {
  const overrides = { WORKGROUP_SIZE: gpu.family === "cpu" ? 8 : 64 };
  const [slab, slabs] = await Promise.all([
    gpu.kernel({ code, entry: "columns_of_slab", overrides }),
    gpu.kernel({ code, entry: "columns_of_slabs", overrides }),
  ]);
  const perSlab = Math.max(ROWS_PER_SLAB, Math.ceil(rows / MOST_SLABS));
  const count = Math.ceil(rows / perSlab);
  const across = Math.ceil(columns / overrides.WORKGROUP_SIZE);
  const call = Uint32Array.of(rows, columns, count, perSlab);
  using partial = gpu.empty("f32", 2 * count * columns, "partial sums");
  gpu.run(slab, [call, x, dy, moments, partial], [across, count]);
  const gain = gpu.empty("f32", columns, "gradient of gain");
  const bias = gpu.empty("f32", columns, "gradient of bias");
  gpu.run(slabs, [call, null, null, null, partial, gain, bias], across);
  return { gain, bias };
}
