import * as kernels from "../../rows/mod.ts";
import * as reference from "../../reference/mod.ts";
import { pullBack, pullBackThrough } from "../pull_back.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { detach } from "./detach.ts";
import { pointwise } from "./pointwise.ts";
import { rowsOf, rowwise64 } from "./rows.ts";
import { mean } from "./sum.ts";

/**
 * Layer norm along the last axis: (x - mean) / sqrt(variance + epsilon), epsilon 1e-5 unless given.
 * Gain and bias are a product and a sum behind it.
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
export function layerNorm(x: Tensor, { epsilon = 1e-5 }: { epsilon?: number } = {}): Tensor {
  return normed("layerNorm", x, epsilon);
}

/**
 * RMS norm along the last axis: x / sqrt(mean x^2 + epsilon), epsilon 1e-5 unless given.
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
export function rmsNorm(x: Tensor, { epsilon = 1e-5 }: { epsilon?: number } = {}): Tensor {
  return normed("rmsNorm", x, epsilon);
}

type Name = "layerNorm" | "rmsNorm";

function normed(name: Name, x: Tensor, epsilon: number): Tensor {
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
function normSlope(name: Name, x: Tensor, g: Tensor, epsilon: number): Tensor {
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
      rowwise64(a!.values, options, (row, at) => {
        const y = reference[name](row, { epsilon });
        const slope = row.map((_, i) => dy!.values[at + i]!);
        const average = (f: (i: number) => number) =>
          row.reduce((total, _, i) => total + f(i), 0) / row.length;
        const center = name === "layerNorm" ? average((i) => row[i]!) : 0;
        const root = Math.sqrt(average((i) => (row[i]! - center) ** 2) + epsilon);
        const along = average((i) => slope[i]! * y[i]!);
        const even = name === "layerNorm" ? average((i) => slope[i]!) : 0;
        return slope.map((v, i) => (v - even - y[i]! * along) / root);
      }),
    vjp: (h) => {
      const [again] = pullBack(formula(name, x, epsilon), [x], detach(g), { cut: true });
      return [...pullBackThrough(again!, [x], h), normSlope(name, x, h, epsilon)];
    },
  }, [x, g]);
}

/** The norm in small steps, which second derivatives are taken through. */
function formula(name: Name, x: Tensor, epsilon: number): Tensor {
  const inRows = { axes: [-1], keepDims: true };
  const moved = name === "layerNorm" ? pointwise("sub", [x, mean(x, inRows)]) : x;
  const square = mean(pointwise("square", [moved]), inRows);
  return pointwise("mul", [moved, pointwise("rsqrt", [pointwise("add", [square, epsilon])])]);
}
