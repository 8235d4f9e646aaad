import { checkArray, checkSizes } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { addRows } from "./add_rows.ts";
import type { SparseMatrix } from "./sparse_matrix.ts";

/** Which product. */
export interface MultiplySparseOptions {
  /** C, columns of the dense matrix and of the product; 1 for a vector. */
  width: number;
  /** The transpose of the sparse matrix times x: also the gradient by x of the plain product. */
  transpose?: boolean;
}

/**
 * A sparse matrix times a dense one: (N, M) and x: (M, C) to (N, C), or with `transpose` x: (N, C) to
 * (M, C). Every sum runs in the order of the entries, so two runs give the same bits.
 * |error| <= gamma(entries of a row) sum |a||x|.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { multiplySparse, sparseMatrix } from "@rederive/lib/sparse";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const rows = { starts: [0, 2, 3], indices: [0, 2, 1], values: [1, 2, 3] };
 * using matrix = sparseMatrix(gpu, rows, { columns: 3 }); // 1 0 2 / 0 3 0
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6)); // (M, C) = (3, 2)
 * using y = await multiplySparse(gpu, matrix, x, { width: 2 });
 * deepEqual([...await gpu.read(y)], [11, 14, 9, 12]);
 * using back = await multiplySparse(gpu, matrix, y, { width: 2, transpose: true });
 * deepEqual([...await gpu.read(back)], [11, 14, 27, 36, 22, 28]);
 * ```
 */
export async function multiplySparse(
  gpu: Gpu,
  matrix: SparseMatrix,
  x: GpuArray<"f32">,
  { width, transpose = false }: MultiplySparseOptions,
): Promise<GpuArray<"f32">> {
  const action = "multiply a sparse matrix";
  checkSizes(action, { width });
  const { values, places } = matrix;
  const [name, rows] = transpose ? ["N", matrix.rows] : ["M", matrix.columns];
  checkArray(gpu, action, "x", x, {
    type: "f32",
    length: rows * width,
    shape: `(${name}, C) = (${rows}, ${width})`,
  });
  const { groups, indices } = transpose ? matrix.byColumn : matrix.byRow;
  const weights = transpose ? { values, places } : { values };
  return await addRows(gpu, groups, x, { action, width, indices, ...weights });
}
