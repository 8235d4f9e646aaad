import type { Gpu, GpuArray } from "../../gpu/mod.ts";
import * as reference from "../../reference/mod.ts";
import * as kernels from "../../sort/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { axisOf, fromLast, toLast } from "./along_last.ts";
import { remainders } from "./remainders.ts";
import { rowsOf, rowwise64 } from "./rows.ts";
import { takeLast } from "./take_along.ts";

/** Along which axis, and in which order. */
export interface OrderOptions {
  /** Counted from the back when negative; the last unless given. */
  axis?: number;
  /** From the largest to the smallest; equal ones still keep their order. */
  descending?: boolean;
}

/**
 * Where each element of the sorted tensor is along the axis; equal ones by place. Nothing flows
 * through it.
 *
 * @throws {RangeError} when the tensor has not that axis.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { argsort, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(3, 1, 2, 9, 7, 8), { shape: [2, 3] });
 * deepEqual(await read(argsort(x)), Uint32Array.of(1, 2, 0, 1, 2, 0));
 * ```
 */
export function argsort(
  x: Tensor,
  { axis = -1, descending = false }: OrderOptions = {},
): Tensor<"u32"> {
  checkF32("sort", x);
  const at = axisOf("sort", x, axis);
  return fromLast(sortedPlaces(toLast(x, at), descending), at);
}

/**
 * The elements along an axis, the last unless given, in order. The gradient goes back to where each
 * came from.
 *
 * @throws {RangeError} when the tensor has not that axis.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { grad, mul, readMany, sort, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(3, 1, 2));
 * using weights = tensor(gpu, Float32Array.of(10, 20, 30));
 * const y = sort(x);
 * const [got, slope] = await readMany([y, ...grad(sum(mul(y, weights)), [x])]);
 * deepEqual([...got!, ...slope!], [1, 2, 3, 30, 10, 20]);
 * ```
 */
export function sort(x: Tensor, { axis = -1, descending = false }: OrderOptions = {}): Tensor {
  checkF32("sort", x);
  const at = axisOf("sort", x, axis);
  const last = toLast(x, at);
  return fromLast(takeLast(last, sortedPlaces(last, descending), { isOnce: true }), at);
}

function sortedPlaces(x: Tensor, descending: boolean): Tensor<"u32"> {
  const { rows, columns } = rowsOf("sort", x);
  return record({
    name: "argsort",
    shape: x.shape,
    type: "u32",
    range: [0, Math.max(0, columns - 1)],
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a) => places(gpu, a, { rows, columns, descending })),
        x.shape,
      ),
    f64: ([a]) =>
      rowwise64(a!.values, { rows, columns }, (row) => reference.argsort(row, { descending })),
    vjp: () => [undefined],
  }, [x]);
}

/** Places in each row, by one sort of all rows. */
async function places(
  gpu: Gpu,
  x: GpuArray<"f32">,
  { rows, columns, descending }: { rows: number; columns: number; descending: boolean },
): Promise<GpuArray<"u32">> {
  if (rows <= 1 || columns === 0) return await kernels.argsort(gpu, x, { descending });
  const segments = Uint32Array.from({ length: rows + 1 }, (_, row) => row * columns);
  using flat = await kernels.argsort(gpu, x, { segments, descending });
  return await remainders(gpu, flat, columns);
}
