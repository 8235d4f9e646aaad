import { gather } from "../../gather/mod.ts";
import { checkBinding } from "../../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../../gpu/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { sizeOf, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { reshape } from "./reshape.ts";
import code from "./scatter_rows.wgsl" with { type: "text" };

const WORKGROUP_SIZE = 64;

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
      const block = {
        start: 0,
        shape: [ids.length],
        offsets: Array.from(ids, (id) => id * columns),
      };
      const plan = { shape, strides: [0, 1], offset: 0, block };
      return valueOf(await withDense(gpu, values, (x) => gather(gpu, x, plan)), shape);
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
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a) => scatter(gpu, a, { ids, rows, columns })), shape),
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

async function scatter(
  gpu: Gpu,
  x: GpuArray<"f32">,
  { ids, rows, columns }: { ids: Int32Array<ArrayBuffer>; rows: number; columns: number },
): Promise<GpuArray<"f32">> {
  if (ids.length * columns === 0) return gpu.zeros("f32", rows * columns, "scattered rows");
  const starts = new Uint32Array(rows + 1);
  for (const id of ids) starts[id + 1]!++;
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice();
  const places = new Uint32Array(ids.length);
  for (const [i, id] of ids.entries()) places[next[id]!++] = i;
  checkBinding(gpu, "sum rows", "the rows", x.byteLength);
  checkBinding(gpu, "sum rows", "the table", 4 * rows * columns);
  const kernel = await gpu.kernel({ code, entry: "scatter_rows", overrides: { WORKGROUP_SIZE } });
  const y = gpu.empty("f32", rows * columns, "scattered rows");
  const call = Uint32Array.of(rows, columns);
  gpu.run(kernel, [call, x, starts, places, y], spread(y.length, WORKGROUP_SIZE));
  return y;
}
