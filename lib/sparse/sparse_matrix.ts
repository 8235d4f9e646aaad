import { checkBinding, checkSizes } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { type Compressed, transposeCompressed } from "./compressed.ts";
import { checkCompressed } from "./check_compressed.ts";
import { groupEntries, type Grouping } from "./grouping.ts";

/** Entries of a matrix on the GPU, grouped one way: by row, or by column. */
export interface Side extends Disposable {
  /** Where each row's entries are. */
  readonly groups: Grouping;
  /** The column of each entry. */
  readonly indices: GpuArray<"u32">;
}

/** A matrix on the GPU of which only some entries are stored; the others are 0. */
export interface SparseMatrix extends Disposable {
  /** Rows, N. */
  readonly rows: number;
  /** Columns, M. */
  readonly columns: number;
  /** Row r holds entries starts[r] to starts[r + 1] - 1; N + 1 of them. */
  readonly starts: GpuArray<"u32">;
  /** The numbers, row by row; may be overwritten, e.g. by a training step. */
  readonly values: GpuArray<"f32">;
  /** The matrix row by row. */
  readonly byRow: Side;
  /** Its transpose row by row: the columns of the matrix. */
  readonly byColumn: Side;
  /** Which of `values` each entry of the transpose has. */
  readonly places: GpuArray<"u32">;
}

/**
 * Checks a matrix in compressed rows (CSR) and sends it to the GPU, by row and by column. Columns of a
 * row may be in any order; those that occur twice add up.
 *
 * @throws {RangeError} when starts do not ascend from 0 to the number of entries, or a column is none.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { multiplySparse, sparseMatrix } from "@rederive/lib/sparse";
 * import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const rows = { starts: [0, 2, 2, 3], indices: [0, 2, 1], values: [1, 2, 3] };
 * using matrix = sparseMatrix(gpu, rows, { columns: 3 }); // 1 0 2 / 0 0 0 / 0 3 0
 * using x = gpu.array(Float32Array.of(1, 10, 100));
 * using y = await multiplySparse(gpu, matrix, x, { width: 1 });
 * deepEqual([...await gpu.read(y)], [201, 0, 30]);
 * throws(() => sparseMatrix(gpu, rows, { columns: 2 }), /entry 1 is in column 2, wanted one from 0/);
 * ```
 */
export function sparseMatrix(
  gpu: Gpu,
  { starts, indices, values }: Compressed,
  { columns }: { columns: number },
): SparseMatrix {
  const action = "make a sparse matrix";
  checkSizes(action, { columns });
  checkCompressed(action, { starts, indices, columns });
  if (values.length !== indices.length) {
    throw new RangeError(
      `Cannot ${action}: ${indices.length} columns and ${values.length} values, wanted one an entry`,
    );
  }
  const rows = starts.length - 1;
  checkBinding(gpu, action, "an array of all entries", indices.length * 4);
  checkBinding(gpu, action, "the starts of rows", (Math.max(rows, columns) + 1) * 4);
  const own = { starts: Uint32Array.from(starts), indices: Uint32Array.from(indices) };
  const turned = transposeCompressed(own, columns);
  const parts = {
    starts: gpu.array(own.starts, "starts"),
    values: gpu.array(Float32Array.from(values), "values"),
    byRow: sideOf(gpu, own),
    byColumn: sideOf(gpu, turned),
    places: gpu.array(turned.places, "places"),
  };
  return {
    rows,
    columns,
    ...parts,
    [Symbol.dispose]() {
      for (const part of Object.values(parts)) part[Symbol.dispose]();
    },
  };
}

function sideOf(
  gpu: Gpu,
  { starts, indices }: { starts: Uint32Array<ArrayBuffer>; indices: Uint32Array<ArrayBuffer> },
): Side {
  const parts = { groups: groupEntries(gpu, starts), indices: gpu.array(indices, "indices") };
  return {
    ...parts,
    [Symbol.dispose]() {
      for (const part of Object.values(parts)) part[Symbol.dispose]();
    },
  };
}
