import { rowMajor } from "../../elementwise/mod.ts";
import type { ElementType } from "../../gpu/mod.ts";
import { record } from "../recipe.ts";
import { dense, sizeOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The same elements, row by row, with another shape; one size may be -1, for what is left.
 *
 * @throws {RangeError} when the shape does not hold as many elements.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { reshape, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4, 5, 6));
 * deepEqual(reshape(x, [2, -1]).shape, [2, 3]);
 * ```
 */
export function reshape<T extends ElementType>(x: Tensor<T>, to: readonly number[]): Tensor<T> {
  const shape = completed(x, to);
  if (shape.length === x.shape.length && shape.every((size, axis) => size === x.shape[axis])) {
    return x;
  }
  return record<T>({
    name: "reshape",
    shape,
    type: x.type,
    run: async (gpu, [value]) => ({
      ...await dense(gpu, value!),
      shape,
      strides: rowMajor(shape),
    }),
    f64: ([value]) => value!.values,
    vjp: (g) => [reshape(g, x.shape)],
  }, [x]);
}

function completed(x: Tensor<ElementType>, shape: readonly number[]): number[] {
  const open = shape.indexOf(-1);
  const given = sizeOf(shape.filter((_, axis) => axis !== open));
  const full = shape.map((size, axis) => axis === open ? x.size / given : size);
  if (sizeOf(full) === x.size && full.every((size) => Number.isInteger(size) && size >= 0)) {
    return full;
  }
  throw new RangeError(
    `Cannot reshape "${x.label}": (${shape.join(", ")}) for the ${x.size} elements of ` +
      `(${x.shape.join(", ")}), wanted as many`,
  );
}
