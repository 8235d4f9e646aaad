import * as kernels from "../../reduce/mod.ts";
import * as reference from "../../reference/mod.ts";
import { record } from "../recipe.ts";
import { sizeOf, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { axesOf, type AxesOptions, spread } from "./axes.ts";
import { pointwise } from "./pointwise.ts";

/**
 * The sum over axes, all unless given.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * deepEqual(await read(sum(x, { axes: [0] })), Float32Array.of(4, 6));
 * ```
 */
export function sum(x: Tensor, options: AxesOptions = {}): Tensor {
  const { axes, shape } = axesOf("sum", x, options);
  return record({
    name: "sum",
    shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a) => kernels.sum(gpu, a, { shape: x.shape, axes })),
        shape,
      ),
    f64: ([a]) =>
      reference.reduce(a!.values, (pile) => pile.reduce((p, q) => p + q, 0), { ...a!, axes }),
    vjp: (g) => [spread(g, x, axes)],
  }, [x]);
}

/**
 * The mean over axes, all unless given.
 *
 * @throws {RangeError} when there is nothing to take the mean of.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { mean, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 6));
 * deepEqual(await read(mean(x)), Float32Array.of(3));
 * ```
 */
export function mean(x: Tensor, options: AxesOptions = {}): Tensor {
  const { axes, shape } = axesOf("mean", x, options);
  const count = sizeOf(axes.map((axis) => x.shape[axis]!));
  if (count === 0) {
    throw new RangeError(
      `Cannot take the mean of "${x.label}": (${x.shape.join(", ")}) has no elements there, ` +
        `wanted at least one`,
    );
  }
  return record({
    name: "mean",
    shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a) => kernels.mean(gpu, a, { shape: x.shape, axes })),
        shape,
      ),
    f64: ([a]) =>
      reference.reduce(a!.values, (pile) => pile.reduce((p, q) => p + q, 0) / count, {
        ...a!,
        axes,
      }),
    vjp: (g) => [spread(pointwise("div", [g, count]), x, axes)],
  }, [x]);
}
