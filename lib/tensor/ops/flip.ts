import { rowMajor } from "../../elementwise/mod.ts";
import type { ElementType } from "../../gpu/mod.ts";
import { record } from "../recipe.ts";
import { viewOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { stridedOf } from "./strided_of.ts";

/**
 * The elements along some axes from the last to the first; copies nothing.
 *
 * @throws {RangeError} when the tensor has not all of the axes.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { flip, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * deepEqual(await read(flip(x, [1])), Float32Array.of(2, 1, 4, 3));
 * ```
 */
export function flip<T extends ElementType>(x: Tensor<T>, axes: readonly number[]): Tensor<T> {
  const { shape } = x;
  const turned = new Set(axes.map((axis) => axis < 0 ? axis + shape.length : axis));
  if (turned.size < axes.length || [...turned].some((axis) => shape[axis] === undefined)) {
    throw new RangeError(
      `Cannot flip "${x.label}" of (${shape.join(", ")}): axes ${axes.join(", ")}, ` +
        `wanted axes it has, each once`,
    );
  }
  const turn = (strides: readonly number[], offset: number) => ({
    shape,
    strides: strides.map((stride, axis) => turned.has(axis) ? -stride : stride),
    offset: strides.reduce(
      (sum, stride, axis) => turned.has(axis) ? sum + Math.max(0, shape[axis]! - 1) * stride : sum,
      offset,
    ),
  });
  return record<T>({
    name: "flip",
    shape,
    type: x.type,
    run: (_, [value]) => Promise.resolve(viewOf(value!, turn(value!.strides, value!.offset))),
    f64: ([value]) => stridedOf(value!.values, turn(rowMajor(shape), 0)),
    vjp: (g) => [flip(g, axes)],
  }, [x]);
}
