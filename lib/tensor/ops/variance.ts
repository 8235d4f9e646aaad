import * as kernels from "../../reduce/mod.ts";
import * as reference from "../../reference/mod.ts";
import { record } from "../recipe.ts";
import { sizeOf, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { axesOf, type AxesOptions, spread } from "./axes.ts";
import { pointwise } from "./pointwise.ts";
import { mean } from "./sum.ts";

/**
 * The variance over axes, all unless given: squared distances from the mean over n - `correction`,
 * which is 0 unless given. A large mean costs no digits.
 *
 * @throws {RangeError} when there are not more elements than `correction`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, tensor, variance } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 3, 1, 7), { shape: [2, 2] });
 * deepEqual(await read(variance(x, { axes: [1] })), Float32Array.of(1, 9));
 * deepEqual(await read(variance(x, { axes: [1], correction: 1 })), Float32Array.of(2, 18));
 * ```
 */
export function variance(
  x: Tensor,
  { correction = 0, ...options }: AxesOptions & { correction?: number } = {},
): Tensor {
  const { axes, shape } = axesOf("the variance", x, options);
  const count = sizeOf(axes.map((axis) => x.shape[axis]!));
  if (!(correction >= 0 && count > correction)) {
    throw new RangeError(
      `Cannot take the variance of "${x.label}": (${x.shape.join(", ")}) has ${count} elements ` +
        `there, wanted more than the correction, ${correction}`,
    );
  }
  return record({
    name: "variance",
    shape,
    run: async (gpu, values) => {
      const options = { shape: x.shape, axes, correction };
      return valueOf(await withDense(gpu, values, (a) => kernels.variance(gpu, a, options)), shape);
    },
    f64: ([a]) =>
      reference.reduce(a!.values, (pile) => {
        const center = pile.reduce((p, q) => p + q, 0) / count;
        return pile.reduce((p, q) => p + (q - center) ** 2, 0) / (count - correction);
      }, { ...a!, axes }),
    vjp: (g) => {
      const away = pointwise("sub", [x, mean(x, { axes, keepDims: true })]);
      const slope = pointwise("mul", [away, 2 / (count - correction)]);
      return [pointwise("mul", [spread(g, x, axes), slope])];
    },
  }, [x]);
}
