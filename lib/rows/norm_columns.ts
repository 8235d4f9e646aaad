import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import code from "./norm_columns.wgsl" with { type: "text" };
import { rowAccess, type RowOptions } from "./row_access.ts";
import sideNumbers from "./side_numbers.wgsl" with { type: "text" };
import sideTexels from "./side_texels.wgsl" with { type: "text" };

/** Rows an invocation adds up before the partial sums are, and how many slabs there should be. */
const ROWS_PER_SLAB = 64;
const MOST_SLABS = 256;

/** Gradients of gain and bias: sums down the columns of dy h and dy. */
export async function columnSums(
  gpu: Gpu,
  { x, dy, moments }: { x: GpuArray<"f32">; dy: GpuArray<"f32">; moments: GpuArray<"f32"> },
  { rows, columns }: RowOptions,
): Promise<{ gain: GpuArray<"f32">; bias: GpuArray<"f32"> }> {
  const overrides = { WORKGROUP_SIZE: gpu.family === "cpu" ? 8 : 64 };
  const access = rowAccess(gpu, { rows, columns });
  const texts = [...access.code, access.isByTexels ? sideTexels : sideNumbers, code];
  const [slab, slabs] = await Promise.all([
    gpu.kernel({ code: texts, entry: "columns_of_slab", overrides }),
    gpu.kernel({ code: texts, entry: "columns_of_slabs", overrides }),
  ]);
  const perSlab = Math.min(Math.max(ROWS_PER_SLAB, Math.ceil(rows / MOST_SLABS)), LONGEST_LOOP);
  const count = Math.ceil(rows / perSlab);
  const quads = Math.ceil(columns / 4);
  const across = Math.ceil(quads / overrides.WORKGROUP_SIZE);
  const call = Uint32Array.of(rows, columns, perSlab, 0);
  using partial = gpu.empty("f32", 8 * count * quads, "partial sums");
  const given = [access.bind(x), access.bind(dy), null, partial, null, null, access.bind(moments)];
  gpu.run(slab, [call, ...given], [across, count]);
  const gain = gpu.empty("f32", columns, "gradient of gain");
  const bias = gpu.empty("f32", columns, "gradient of bias");
  gpu.run(slabs, [call, null, null, null, partial, gain, bias], across);
  return { gain, bias };
}
