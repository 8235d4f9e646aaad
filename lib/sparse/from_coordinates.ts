import { checkSizes } from "../gpu/check_array.ts";
import type { Gpu } from "../gpu/mod.ts";
import { type SparseMatrix, sparseMatrix } from "./sparse_matrix.ts";

/** Entries of a matrix in any order (COO). */
export interface Coordinates {
  /** The row of each entry. */
  rowIndices: ArrayLike<number>;
  /** The column of each. */
  columnIndices: ArrayLike<number>;
  /** The number of each. */
  values: ArrayLike<number>;
}

/**
 * A sparse matrix from entries in any order. Entries of the same place are added in f64, in the order
 * they come in, and rounded once; columns end up ascending in each row.
 *
 * @throws {RangeError} when an entry is outside of the matrix.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sparseFromCoordinates } from "@rederive/lib/sparse";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const entries = { rowIndices: [1, 0, 1], columnIndices: [2, 1, 2], values: [0.5, 3, 0.25] };
 * using matrix = sparseFromCoordinates(gpu, entries, { rows: 2, columns: 3 });
 * deepEqual([...await gpu.read(matrix.starts)], [0, 1, 2]);
 * deepEqual([...await gpu.read(matrix.values)], [3, 0.75]);
 * ```
 */
export function sparseFromCoordinates(
  gpu: Gpu,
  { rowIndices, columnIndices, values }: Coordinates,
  sizes: { rows: number; columns: number },
): SparseMatrix {
  const action = "make a sparse matrix";
  checkSizes(action, sizes);
  const { rows, columns } = sizes;
  const lengths = [rowIndices.length, columnIndices.length, values.length];
  if (new Set(lengths).size > 1) {
    throw new RangeError(
      `Cannot ${action}: ${lengths[0]} rows, ${lengths[1]} columns and ${lengths[2]} values, ` +
        `wanted one of each an entry`,
    );
  }
  for (let i = 0; i < values.length; i++) {
    const [row, column] = [rowIndices[i]!, columnIndices[i]!];
    if (isIndex(row, rows) && isIndex(column, columns)) continue;
    throw new RangeError(
      `Cannot ${action}: entry ${i} is at (${row}, ${column}), ` +
        `wanted a place in a (${rows}, ${columns}) matrix`,
    );
  }
  // Two stable sorts, by column and then by row: equal places stay in the order they came in.
  const byColumn = countingSort(columnIndices, columns, Uint32Array.from(values, (_, i) => i));
  const order = countingSort(rowIndices, rows, byColumn);
  const starts = new Uint32Array(rows + 1);
  const indices: number[] = [];
  const sums: number[] = [];
  let last: readonly [number, number] = [-1, -1];
  for (const i of order) {
    const [row, column] = [rowIndices[i]!, columnIndices[i]!];
    if (row === last[0] && column === last[1]) {
      sums[sums.length - 1]! += values[i]!;
      continue;
    }
    last = [row, column];
    indices.push(column);
    sums.push(values[i]!);
    starts[row + 1]!++;
  }
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  return sparseMatrix(gpu, { starts, indices, values: sums }, { columns });
}

function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}

/** `items` in the order of their keys, equal ones as they were. */
function countingSort(keys: ArrayLike<number>, count: number, items: Uint32Array): Uint32Array {
  const next = new Uint32Array(count + 1);
  for (const item of items) next[keys[item]! + 1]!++;
  for (let key = 0; key < count; key++) next[key + 1]! += next[key]!;
  const sorted = new Uint32Array(items.length);
  for (const item of items) sorted[next[keys[item]!]!++] = item;
  return sorted;
}
