import { checkBinding, checkSizes } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { groupEntries, type Grouping } from "../sparse/grouping.ts";

/** Which rows of a table are looked up, and, turned round, who looked each row up. */
export interface RowIndex extends Disposable {
  /** Rows of the table, V. */
  readonly rows: number;
  /** The rows looked up, N of them. */
  readonly indices: GpuArray<"u32">;
  /** The N places that look rows up, row by row, rising in each. */
  readonly places: GpuArray<"u32">;
  /** Where each row's places are. */
  readonly groups: Grouping;
}

/**
 * Checks which rows of a table are looked up and sends them to the GPU, both ways round: once for
 * `embedding()` and its gradient.
 *
 * @throws {RangeError} when an index is no row of the table.
 *
 * @example
 * ```ts
 * import { rowIndex } from "@rederive/lib/embedding";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual, throws } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using index = rowIndex(gpu, [2, 0, 2], { rows: 3 });
 * deepStrictEqual([...await gpu.read(index.places)], [1, 0, 2]);
 * throws(() => rowIndex(gpu, [0, 3], { rows: 3 }), /indices\[1\] is 3, wanted a row from 0 to 2/);
 * ```
 */
export function rowIndex(
  gpu: Gpu,
  indices: ArrayLike<number>,
  { rows }: { rows: number },
): RowIndex {
  checkSizes(ACTION, { rows });
  checkBinding(gpu, ACTION, "indices", indices.length * 4);
  checkBinding(gpu, ACTION, "starts", (rows + 1) * 4);
  const { starts, places } = turnedRound(indices, rows);
  const parts = {
    indices: gpu.array(Uint32Array.from(indices), "indices"),
    places: gpu.array(places, "places"),
    groups: groupEntries(gpu, starts),
  };
  return {
    rows,
    ...parts,
    [Symbol.dispose]() {
      for (const part of Object.values(parts)) part[Symbol.dispose]();
    },
  };
}

const ACTION = "look rows up";

/** Who looks each row up: places row by row, rising in each, and where each row's begin and end. */
export function turnedRound(
  indices: ArrayLike<number>,
  rows: number,
): { starts: Uint32Array<ArrayBuffer>; places: Uint32Array<ArrayBuffer> } {
  const starts = new Uint32Array(rows + 1);
  for (let n = 0; n < indices.length; n++) {
    const row = indices[n]!;
    if (!Number.isInteger(row) || row < 0 || row >= rows) {
      const wanted = rows === 0 ? "none, the table is empty" : `a row from 0 to ${rows - 1}`;
      throw new RangeError(`Cannot ${ACTION}: indices[${n}] is ${row}, wanted ${wanted}`);
    }
    starts[row + 1]!++;
  }
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const places = new Uint32Array(indices.length);
  const next = starts.slice();
  for (let n = 0; n < indices.length; n++) places[next[indices[n]!]!++] = n;
  return { starts, places };
}
