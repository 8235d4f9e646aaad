import { checkArray, checkBinding, checkSizes } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { addRows } from "../sparse/add_rows.ts";
import { readsOf } from "../sparse/reads.ts";
import code from "./embedding.wgsl" with { type: "text" };
import type { RowIndex } from "./row_index.ts";

/** Size of what is looked up. */
export interface EmbeddingOptions {
  /** C, numbers a row. */
  width: number;
}

/**
 * Looks rows of a table up: y[n] = table[indices[n]], (V, C) to (N, C), bit for bit.
 *
 * @example
 * ```ts
 * import { embedding, rowIndex } from "@rederive/lib/embedding";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using table = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6)); // (V, C) = (3, 2)
 * using index = rowIndex(gpu, [2, 0, 2], { rows: 3 });
 * using y = await embedding(gpu, table, index, { width: 2 });
 * deepStrictEqual([...await gpu.read(y)], [5, 6, 1, 2, 5, 6]);
 * ```
 */
export async function embedding(
  gpu: Gpu,
  table: GpuArray<"f32">,
  index: Pick<RowIndex, "rows" | "indices">,
  { width }: EmbeddingOptions,
): Promise<GpuArray<"f32">> {
  const action = "embed";
  const { rows, indices } = index;
  checkSizes(action, { width });
  const shape = `(V, C) = (${rows}, ${width})`;
  checkArray(gpu, action, "the table", table, { type: "f32", length: rows * width, shape });
  const length = indices.length * width;
  checkBinding(gpu, action, "the result", length * 4);
  const y = gpu.empty("f32", length, "embedded");
  if (length === 0) return y;
  const { cells, texts, bind } = readsOf(gpu, width);
  const [workgroupSize, run] = gpu.family === "cpu" ? [8, 4] : [256, 1];
  const kernel = await gpu.kernel({
    code: [...texts, code],
    entry: "embed",
    overrides: { WORKGROUP_SIZE: workgroupSize, RUN: run },
  });
  gpu.run(
    kernel,
    [Uint32Array.of(indices.length, cells), y, null, null, null, bind(table), indices],
    spread(indices.length * Math.ceil(cells / run), workgroupSize),
  );
  return y;
}

/**
 * The gradient of `embedding()` by the table: each row adds up, in order, the gradients of the places
 * that looked it up; rows nobody looked up get zeros. |error| <= gamma(uses) sum |outputGradient|.
 *
 * @example
 * ```ts
 * import { embeddingGradient, rowIndex } from "@rederive/lib/embedding";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using index = rowIndex(gpu, [2, 0, 2], { rows: 3 });
 * using outputGradient = gpu.array(Float32Array.of(1, 2, 10, 20, 100, 200));
 * using byTable = await embeddingGradient(gpu, outputGradient, index, { width: 2 });
 * deepStrictEqual([...await gpu.read(byTable)], [10, 20, 0, 0, 101, 202]);
 * ```
 */
export async function embeddingGradient(
  gpu: Gpu,
  outputGradient: GpuArray<"f32">,
  index: RowIndex,
  { width }: EmbeddingOptions,
): Promise<GpuArray<"f32">> {
  const action = "differentiate an embedding";
  const { rows, indices, groups, places } = index;
  checkSizes(action, { width });
  checkArray(gpu, action, "outputGradient", outputGradient, {
    type: "f32",
    length: indices.length * width,
    shape: `(N, C) = (${indices.length}, ${width})`,
  });
  if (indices.length === 0) return gpu.zeros("f32", rows * width, "table gradient");
  return await addRows(gpu, groups, outputGradient, { action, width, indices: places });
}
