import { embedding, embeddingGradient } from "../../embedding/mod.ts";
import type { GpuArray } from "../../gpu/mod.ts";
import * as reference from "../../reference/mod.ts";
import { checkIndices, type Indices, type Whole, wholeOf } from "../indices.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { reshape } from "./reshape.ts";
import { usersOfRows } from "./users_of_rows.ts";

/**
 * Rows of a table by their numbers, an embedding: (V, C) and ids (...) to (..., C). Its gradient adds
 * up what came back for each row, in the same order every time.
 *
 * @throws {RangeError} when an id is no row of the table.
 * @throws {TypeError} when ids are no integers, or were computed and may be anything.
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
 *
 * using ids = tensor(gpu, Int32Array.of(0, 1, 2, 2), { shape: [2, 2] });
 * deepEqual(takeRows(table, ids).shape, [2, 2, 2]);
 * ```
 */
export function takeRows(table: Tensor, ids: Indices): Tensor {
  checkF32("take rows", table);
  const rows = table.shape[0]!;
  if (table.shape.length !== 2) {
    throw new RangeError(
      `Cannot take rows of "${table.label}": it is (${table.shape.join(", ")}), wanted (V, C)`,
    );
  }
  const whole = wholeOf(table.gpu, "ids", ids);
  checkIndices(`take rows of "${table.label}"`, whole, { end: rows, name: "id" });
  return taken(table, whole);
}

function taken(table: Tensor, ids: Whole): Tensor {
  const [rows, width] = table.shape as [number, number];
  const shape = [...ids.shape, width];
  return record({
    name: "takeRows",
    shape,
    run: async (gpu, values) => {
      const take = (x: GpuArray<"f32">, indices: GpuArray) =>
        embedding(gpu, x, { rows, indices: indices as GpuArray<"u32"> }, { width });
      return valueOf(await withDense(gpu, values, take), shape);
    },
    f64: ([x, i]) => reference.embedding(x!.values, Array.from(i!.values), width),
    vjp: (g) => [scatterRows(g, ids, rows), undefined],
  }, [table, ids]);
}

/** Sums rows into a table of zeros: the transpose of `takeRows()`. */
function scatterRows(x: Tensor, ids: Whole, rows: number): Tensor {
  const width = x.shape.at(-1)!;
  const shape = [rows, width];
  return record({
    name: "scatterRows",
    shape,
    run: async (gpu, values) => {
      const add = async (a: GpuArray<"f32">, indices: GpuArray) => {
        using index = await usersOfRows(gpu, ids, { rows, indices: indices as GpuArray<"u32"> });
        return await embeddingGradient(gpu, a, index, { width });
      };
      return valueOf(await withDense(gpu, values, add), shape);
    },
    f64: ([a, i]) => {
      const sizes = { rows, width };
      return reference.embeddingGradient(a!.values, Array.from(i!.values), sizes);
    },
    vjp: (g) => [taken(reshape(g, shape), ids), undefined],
  }, [x, ids]);
}
