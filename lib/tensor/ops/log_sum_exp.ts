import * as kernels from "../../reduce/mod.ts";
import * as reference from "../../reference/mod.ts";
import { record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { axesOf, type AxesOptions, spread } from "./axes.ts";
import { pointwise } from "./pointwise.ts";

/**
 * log sum exp(x) over axes, all unless given, which overflows nowhere.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { logSumExp, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1000, 0));
 * deepEqual(await read(logSumExp(x)), Float32Array.of(1000));
 * ```
 */
export function logSumExp(x: Tensor, options: AxesOptions = {}): Tensor {
  const { axes, shape } = axesOf("logSumExp", x, options);
  return record({
    name: "logSumExp",
    shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a) => kernels.logSumExp(gpu, a, { shape: x.shape, axes })),
        shape,
      ),
    f64: ([a]) => reference.reduce(a!.values, logSumExpOf, { ...a!, axes }),
    vjp: (g, y) => {
      const shares = pointwise("exp", [pointwise("sub", [x, spread(y, x, axes)])]);
      return [pointwise("mul", [spread(g, x, axes), shares])];
    },
  }, [x]);
}

function logSumExpOf(pile: readonly number[]): number {
  const peak = pile.reduce((p, q) => Math.max(p, q), -Infinity);
  return peak + Math.log(pile.reduce((total, v) => total + Math.exp(v - peak), 0));
}
