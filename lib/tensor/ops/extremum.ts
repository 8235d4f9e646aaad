import * as kernels from "../../reduce/mod.ts";
import * as reference from "../../reference/mod.ts";
import { record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { axesOf, type AxesOptions, spread } from "./axes.ts";
import { pointwise } from "./pointwise.ts";
import { sum } from "./sum.ts";

/**
 * The largest element over axes, all unless given; equal ones share the slope.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { grad, largest, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 7, 7));
 * const y = largest(x);
 * deepEqual(await read(y), Float32Array.of(7));
 * deepEqual(await read(grad(y, [x])[0]!), Float32Array.of(0, 0.5, 0.5));
 * ```
 */
export function largest(x: Tensor, options: AxesOptions = {}): Tensor {
  return extremum("max", x, options);
}

/**
 * The smallest element over axes, all unless given; equal ones share the slope.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, smallest, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(3, -1));
 * deepEqual(await read(smallest(x)), Float32Array.of(-1));
 * ```
 */
export function smallest(x: Tensor, options: AxesOptions = {}): Tensor {
  return extremum("min", x, options);
}

function extremum(which: "max" | "min", x: Tensor, options: AxesOptions): Tensor {
  const { axes, shape } = axesOf(which, x, options);
  const better = which === "max" ? Math.max : Math.min;
  return record({
    name: which,
    shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a) => kernels[which](gpu, a, { shape: x.shape, axes })),
        shape,
      ),
    f64: ([a]) =>
      reference.reduce(a!.values, (pile) => pile.reduce((p, q) => better(p, q)), { ...a!, axes }),
    vjp: (g, y) => {
      const holds = pointwise("equal", [x, spread(y, x, axes)]);
      const share = pointwise("div", [holds, sum(holds, { axes, keepDims: true })]);
      return [pointwise("mul", [spread(g, x, axes), share])];
    },
  }, [x]);
}
