import * as kernels from "../../rows/mod.ts";
import * as reference from "../../reference/mod.ts";
import { pullBack, pullBackThrough } from "../pull_back.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { affineNorm } from "./affine_norm.ts";
import { detach } from "./detach.ts";
import { normFormula, type NormName, normSlope64 } from "./norm_formula.ts";
import { pointwise } from "./pointwise.ts";
import { rowsOf, rowwise64 } from "./rows.ts";

/** Settings of `rmsNorm()`. */
export interface RmsNormOptions {
  /** Added to the mean square under the root; 1e-5 unless given. */
  epsilon?: number;
  /** (columns), a factor for each. */
  gain?: Tensor;
}

/** Settings of `layerNorm()`. */
export interface LayerNormOptions extends RmsNormOptions {
  /** (columns), added to each after the gain. */
  bias?: Tensor;
}

/**
 * Layer norm along the last axis: (x - mean) / sqrt(variance + epsilon) gain + bias.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { layerNorm, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(7, 9));
 * deepEqual(await read(layerNorm(x, { epsilon: 0 })), Float32Array.of(-1, 1));
 * ```
 */
export function layerNorm(x: Tensor, options: LayerNormOptions = {}): Tensor {
  const { epsilon = 1e-5, gain, bias } = options;
  checkEpsilon("take layerNorm", epsilon);
  if (gain) return affineNorm("layerNorm", x, { epsilon, gain, bias });
  const y = normed("layerNorm", x, epsilon);
  return bias ? pointwise("add", [y, bias]) : y;
}

/**
 * RMS norm along the last axis: x / sqrt(mean x^2 + epsilon) gain.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, rmsNorm, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(4, -4));
 * deepEqual(await read(rmsNorm(x, { epsilon: 0 })), Float32Array.of(1, -1));
 * ```
 */
export function rmsNorm(x: Tensor, { epsilon = 1e-5, gain }: RmsNormOptions = {}): Tensor {
  checkEpsilon("take rmsNorm", epsilon);
  if (gain) return affineNorm("rmsNorm", x, { epsilon, gain, bias: undefined });
  return normed("rmsNorm", x, epsilon);
}

function checkEpsilon(action: string, epsilon: number): void {
  if (epsilon >= 0 && epsilon < Infinity) return;
  throw new RangeError(`Cannot ${action}: epsilon is ${epsilon}, wanted a finite number >= 0`);
}

function normed(name: NormName, x: Tensor, epsilon: number): Tensor {
  checkF32(`take ${name}`, x);
  const options = { ...rowsOf(`take ${name}`, x), epsilon };
  return record({
    name,
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a) => kernels[name](gpu, a, options)), x.shape),
    f64: ([a]) => rowwise64(a!.values, options, (row) => reference[name](row, { epsilon })),
    vjp: (g) => [normSlope(name, x, g, epsilon)],
  }, [x]);
}

/** The Jacobian of a row times g; it is symmetric. */
function normSlope(name: NormName, x: Tensor, g: Tensor, epsilon: number): Tensor {
  const options = { ...rowsOf(`take ${name}`, x), epsilon };
  return record({
    name: `${name} gradient`,
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, async (a, dy) => {
          const { dx, ...others } = await kernels[`${name}Gradients`](gpu, a, dy, options);
          for (const other of Object.values(others)) other[Symbol.dispose]();
          return dx;
        }),
        x.shape,
      ),
    f64: ([a, dy]) =>
      rowwise64(
        a!.values,
        options,
        (row, at) => normSlope64(name, row, row.map((_, i) => dy!.values[at + i]!), epsilon),
      ),
    vjp: (h) => {
      const [again] = pullBack(normFormula(name, x, epsilon), [x], detach(g), { cut: true });
      return [...pullBackThrough(again!, [x], h), normSlope(name, x, h, epsilon)];
    },
  }, [x, g]);
}
