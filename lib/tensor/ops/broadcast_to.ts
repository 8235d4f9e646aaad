import { broadcastShapes } from "../../gather/mod.ts";
import { broadcast } from "../../reference/mod.ts";
import type { ElementType } from "../../gpu/mod.ts";
import { record } from "../recipe.ts";
import { viewOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { sumTo } from "./sum_to.ts";

/**
 * Repeats a tensor along axes of length 1 and new axes in front, by NumPy's rule; copies nothing.
 *
 * @throws {RangeError} when the tensor does not broadcast to the shape.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { broadcastTo, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2));
 * deepEqual(await read(broadcastTo(x, [2, 2])), Float32Array.of(1, 2, 1, 2));
 * ```
 */
export function broadcastTo<T extends ElementType>(
  x: Tensor<T>,
  shape: readonly number[],
): Tensor<T> {
  const joint = broadcastShapes(x.shape, shape);
  if (joint.length !== shape.length || joint.some((size, axis) => size !== shape[axis])) {
    throw new RangeError(
      `Cannot broadcast "${x.label}": (${x.shape.join(", ")}) to (${shape.join(", ")}), ` +
        `wanted a shape it can be repeated to`,
    );
  }
  const added = shape.length - x.shape.length;
  return record<T>({
    name: "broadcastTo",
    shape: [...shape],
    type: x.type,
    run: (_, [value]) => {
      const strides = shape.map((_, axis) =>
        axis < added || x.shape[axis - added] === 1 ? 0 : value!.strides[axis - added]!
      );
      return Promise.resolve(viewOf(value!, { shape, strides }));
    },
    f64: (values) => broadcast((a) => a!, shape, values),
    vjp: (g) => [sumTo(g, x.shape)],
  }, [x]);
}
