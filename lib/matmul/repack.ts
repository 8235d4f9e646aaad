import { checkBinding } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import type { Layout } from "./layout.ts";
import code from "./repack.wgsl" with { type: "text" };

/** A dense copy of a batch of matrices with `rows` and `columns` each, zeros where there were none. */
export async function repack(
  gpu: Gpu,
  from: Layout,
  { batch, rows, columns }: { batch: number; rows: number; columns: number },
): Promise<GpuArray<"f32">> {
  const workgroupSize = 64;
  const kernel = await gpu.kernel({
    code,
    entry: "repack",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  const elements = batch * rows * columns;
  checkBinding(gpu, "multiply", "a padded copy", elements * 4);
  const copy = gpu.empty("f32", elements, "repacked");
  const { stride, row, column } = from;
  gpu.run(
    kernel,
    [
      Uint32Array.of(elements, rows, columns, from.rows, from.columns, stride, row, column),
      from.array,
      copy,
    ],
    spread(elements, workgroupSize),
  );
  return copy;
}
