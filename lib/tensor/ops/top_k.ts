import * as reference from "../../reference/mod.ts";
import * as kernels from "../../sort/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { axisOf, fromLast, toLast } from "./along_last.ts";
import { rowsOf, rowwise64 } from "./rows.ts";
import { takeLast } from "./take_along.ts";

/** The few largest, or smallest, and where they are. */
export interface TopTensors {
  /** In order. */
  readonly values: Tensor;
  /** Places along the axis. */
  readonly indices: Tensor<"u32">;
}

/**
 * The k largest along an axis, the last unless given, from the largest on, and where they are; of
 * equal ones the first. Rows are not sorted for it. The gradient goes back to where each came from.
 *
 * @throws {RangeError} when k is not from 1 to the length of the axis and to 1024.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { readMany, tensor, topK } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(3, 9, 9, 1));
 * const { values, indices } = topK(x, { k: 2 });
 * deepEqual(await readMany([values, indices]), [Float32Array.of(9, 9), Uint32Array.of(1, 2)]);
 * ```
 */
export function topK(
  x: Tensor,
  { k, axis = -1, smallest = false }: {
    /** How many. */
    k: number;
    /** Counted from the back when negative; the last unless given. */
    axis?: number;
    /** The smallest instead, from the smallest on. */
    smallest?: boolean;
  },
): TopTensors {
  checkF32("choose from", x);
  const at = axisOf("choose from", x, axis);
  const last = toLast(x, at);
  const { rows, columns } = rowsOf("choose from", last);
  if (!Number.isInteger(k) || k < 1 || k > Math.min(columns, 1024)) {
    const most = Math.min(columns, 1024);
    throw new RangeError(
      `Cannot choose ${k} from "${x.label}": it is (${x.shape.join(", ")}), ` +
        (most === 0 ? "wanted elements" : `wanted 1 to ${most}`) + ` along axis ${axis}`,
    );
  }
  const shape = [...last.shape.slice(0, -1), k];
  const places = record({
    name: "topK",
    shape,
    type: "u32",
    range: [0, columns - 1],
    run: async (gpu, values) => {
      if (rows === 0) return valueOf(gpu.empty("u32", 0), shape);
      const top = await withDense(
        gpu,
        values,
        (a) => kernels.topK(gpu, a, { k, rows, smallest }),
      );
      top.values[Symbol.dispose]();
      return valueOf(top.indices, shape);
    },
    f64: ([a]) =>
      rowwise64(a!.values, { rows, columns }, (row) => reference.topK(row, { k, smallest })),
    vjp: () => [undefined],
  }, [last]);
  const values = takeLast(last, places, { isOnce: true });
  return { values: fromLast(values, at), indices: fromLast(places, at) };
}
