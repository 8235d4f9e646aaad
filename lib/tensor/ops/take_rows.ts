import { embedding, embeddingGradient, rowIndex } from "../../embedding/mod.ts";
import type { GpuArray } from "../../gpu/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { sizeOf, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { reshape } from "./reshape.ts";

/**
 * Rows of a table by their numbers, an embedding: (V, C) and n ids to (n, C). Its gradient adds up
 * what came back for each row, in the same order every time.
 *
 * @throws {RangeError} when an id is no row of the table.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { grad, readMany, sum, takeRows, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using table = tensor(gpu, Float32Array.of(1, 2, 3, 4, 5, 6), { shape: [3, 2] });
 * const rows = takeRows(table, Int32Array.of(2, 0, 2));
 * const [got, slope] = await readMany([rows, ...grad(sum(rows), [table])]);
 * deepEqual([...got!], [5, 6, 1, 2, 5, 6]);
 * deepEqual([...slope!], [1, 1, 0, 0, 2, 2]);
 * ```
 */
export function takeRows(table: Tensor, ids: Int32Array<ArrayBuffer>): Tensor {
  checkF32("take rows", table);
  const [rows, columns] = table.shape as [number, number];
  if (table.shape.length !== 2) {
    throw new RangeError(
      `Cannot take rows of "${table.label}": it is (${table.shape.join(", ")}), wanted (V, C)`,
    );
  }
  const stray = ids.findIndex((id) => id < 0 || id >= rows);
  if (stray >= 0) {
    throw new RangeError(
      `Cannot take rows of "${table.label}": id ${ids[stray]} at ${stray}, ` +
        `wanted one from 0 to ${rows - 1}`,
    );
  }
  const shape = [ids.length, columns];
  return record({
    name: "takeRows",
    shape,
    run: async (gpu, values) => {
      using indices = gpu.array(Uint32Array.from(ids), "ids");
      const options = { width: columns };
      const take = (x: GpuArray<"f32">) => embedding(gpu, x, { rows, indices }, options);
      return valueOf(await withDense(gpu, values, take), shape);
    },
    f64: ([x]) =>
      Array.from(
        { length: sizeOf(shape) },
        (_, i) => x!.values[ids[Math.floor(i / columns)]! * columns + i % columns]!,
      ),
    vjp: (g) => [scatterRows(g, ids, rows)],
  }, [table]);
}

/** Sums rows into a table of zeros: the transpose of `takeRows()`. */
function scatterRows(x: Tensor, ids: Int32Array<ArrayBuffer>, rows: number): Tensor {
  const columns = x.shape[1]!;
  const shape = [rows, columns];
  return record({
    name: "scatterRows",
    shape,
    run: async (gpu, values) => {
      using index = rowIndex(gpu, ids, { rows });
      const options = { width: columns };
      const add = (a: GpuArray<"f32">) => embeddingGradient(gpu, a, index, options);
      return valueOf(await withDense(gpu, values, add), shape);
    },
    f64: ([a]) => {
      const y = new Float64Array(rows * columns);
      for (let i = 0; i < a!.values.length; i++) {
        y[ids[Math.floor(i / columns)]! * columns + i % columns]! += a!.values[i]!;
      }
      return y;
    },
    vjp: (g) => [takeRows(reshape(g, shape), ids)],
  }, [x]);
}
