import { checkArray, checkSizes } from "../gpu/check_array.ts";
import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { readsOf } from "./reads.ts";
import code from "./sampled_products.wgsl" with { type: "text" };
import type { SparseMatrix } from "./sparse_matrix.ts";

/** What was multiplied, and what came back. */
export interface SparseGradientOptions {
  /** The dense matrix, (M, C). */
  x: GpuArray<"f32">;
  /** The gradient by the product, (N, C). */
  outputGradient: GpuArray<"f32">;
  /** C, at most 32 768. */
  width: number;
}

/**
 * The gradient of `multiplySparse()` by the stored numbers of the matrix, one an entry. That by x is
 * `multiplySparse()` of the output's gradient with `transpose`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sparseMatrix, sparseValuesGradient } from "@rederive/lib/sparse";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const rows = { starts: [0, 2, 3], indices: [0, 2, 1], values: [1, 2, 3] };
 * using matrix = sparseMatrix(gpu, rows, { columns: 3 });
 * using x = gpu.array(Float32Array.of(1, 2, 3));
 * using outputGradient = gpu.array(Float32Array.of(10, 100));
 * using slopes = await sparseValuesGradient(gpu, matrix, { x, outputGradient, width: 1 });
 * deepEqual([...await gpu.read(slopes)], [10, 30, 200]);
 * ```
 */
export async function sparseValuesGradient(
  gpu: Gpu,
  { rows, columns, starts, values, byRow }: SparseMatrix,
  { x, outputGradient, width }: SparseGradientOptions,
): Promise<GpuArray<"f32">> {
  const action = "differentiate a sparse product";
  checkSizes(action, { width });
  if (width > LONGEST_LOOP) {
    throw new RangeError(`Cannot ${action}: width is ${width}, wanted at most ${LONGEST_LOOP}`);
  }
  const shapeOf = (name: string, side: number) => ({
    type: "f32" as const,
    length: side * width,
    shape: `(${name}, C) = (${side}, ${width})`,
  });
  checkArray(gpu, action, "x", x, shapeOf("M", columns));
  checkArray(gpu, action, "outputGradient", outputGradient, shapeOf("N", rows));
  const entries = values.length;
  const slopes = gpu.empty("f32", entries, "gradient by values");
  const workgroupSize = gpu.family === "cpu" ? 8 : 128;
  const { cells, texts, bind } = readsOf(gpu, width);
  const kernel = await gpu.kernel({
    code: [...texts, code],
    entry: "sampled_products",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  gpu.run(
    kernel,
    [
      Uint32Array.of(entries, rows, cells),
      starts,
      bind(byRow.indices),
      null,
      null,
      bind(x),
      slopes,
      bind(outputGradient),
    ],
    spread(entries, workgroupSize),
  );
  return slopes;
}
