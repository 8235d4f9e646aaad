import { rowMajor } from "../../elementwise/mod.ts";
import type { ElementType } from "../../gpu/mod.ts";
import { record } from "../recipe.ts";
import { viewOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { stridedOf } from "./strided_of.ts";

/**
 * The axes in another order: axis i of the result is axis `axes[i]`; copies nothing.
 *
 * @throws {RangeError} when an axis is missing or named twice.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { permute, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, new Float32Array(24), { shape: [2, 3, 4] });
 * deepEqual(permute(x, [2, 0, 1]).shape, [4, 2, 3]);
 * ```
 */
export function permute<T extends ElementType>(x: Tensor<T>, axes: readonly number[]): Tensor<T> {
  const all = x.shape.keys().toArray();
  if (axes.length !== all.length || all.some((axis) => !axes.includes(axis))) {
    throw new RangeError(
      `Cannot permute "${x.label}" of (${x.shape.join(", ")}): the order is (${
        axes.join(", ")
      }), ` +
        `wanted each axis from 0 to ${all.length - 1} once`,
    );
  }
  const shape = axes.map((axis) => x.shape[axis]!);
  return record<T>({
    name: "permute",
    shape,
    type: x.type,
    run: (_, [value]) => {
      const strides = axes.map((axis) => value!.strides[axis]!);
      return Promise.resolve(viewOf(value!, { shape, strides }));
    },
    f64: ([value]) => {
      const steps = rowMajor(x.shape);
      return stridedOf(value!.values, {
        shape,
        strides: axes.map((axis) => steps[axis]!),
        offset: 0,
      });
    },
    vjp: (g) => [permute(g, all.map((axis) => axes.indexOf(axis)))],
  }, [x]);
}

/**
 * Exchanges the last two axes; copies nothing.
 *
 * @throws {RangeError} when there are fewer than two.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, tensor, transpose } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * deepEqual(await read(transpose(x)), Float32Array.of(1, 3, 2, 4));
 * ```
 */
export function transpose<T extends ElementType>(x: Tensor<T>): Tensor<T> {
  const rank = x.shape.length;
  if (rank >= 2) {
    const front = x.shape.keys().toArray().slice(0, -2);
    return permute(x, [...front, rank - 1, rank - 2]);
  }
  throw new RangeError(
    `Cannot transpose "${x.label}": it is (${x.shape.join(", ")}), wanted at least two axes`,
  );
}
