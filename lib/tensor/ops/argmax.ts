import * as kernels from "../../reduce/mod.ts";
import * as reference from "../../reference/mod.ts";
import { record } from "../recipe.ts";
import { sizeOf, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { axesOf, type AxesOptions } from "./axes.ts";

/**
 * The place of the largest element, counted row by row along the reduced axes, all unless given; of
 * equal ones the first. Nothing flows through it.
 *
 * @throws {RangeError} when there are no elements to choose from.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { argmax, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 5, 5, 9, 0, 2), { shape: [2, 3] });
 * deepEqual(await read(argmax(x, { axes: [1] })), Uint32Array.of(1, 0));
 * ```
 */
export function argmax(x: Tensor, options: AxesOptions = {}): Tensor<"u32"> {
  return place("argmax", x, options);
}

/**
 * The place of the smallest element; see `argmax()`.
 *
 * @throws {RangeError} when there are no elements to choose from.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { argmin, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(3, -1, 2));
 * deepEqual(await read(argmin(x)), Uint32Array.of(1));
 * ```
 */
export function argmin(x: Tensor, options: AxesOptions = {}): Tensor<"u32"> {
  return place("argmin", x, options);
}

function place(name: "argmax" | "argmin", x: Tensor, options: AxesOptions): Tensor<"u32"> {
  const { axes, shape } = axesOf(name, x, options);
  const count = sizeOf(axes.map((axis) => x.shape[axis]!));
  if (count === 0) {
    throw new RangeError(
      `Cannot take ${name} of "${x.label}": (${x.shape.join(", ")}) has no elements there, ` +
        `wanted at least one`,
    );
  }
  const better = name === "argmax" ? Math.max : Math.min;
  return record({
    name,
    shape,
    type: "u32",
    range: [0, count - 1],
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a) => kernels[name](gpu, a, { shape: x.shape, axes })),
        shape,
      ),
    f64: ([a]) =>
      reference.reduce(
        a!.values,
        (pile) => pile.indexOf(pile.reduce((p, q) => better(p, q))),
        { ...a!, axes },
      ),
    vjp: () => [undefined],
  }, [x]);
}
