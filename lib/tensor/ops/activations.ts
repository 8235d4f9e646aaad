import type { Tensor } from "../tensor.ts";
import { pointwise } from "./pointwise.ts";

/**
 * x where it is positive, else `slope` x; 0.01 unless given.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { leakyRelu, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(-2, 3));
 * deepEqual(await read(leakyRelu(x, { slope: 0.25 })), Float32Array.of(-0.5, 3));
 * ```
 */
export function leakyRelu(x: Tensor, { slope = 0.01 }: { slope?: number } = {}): Tensor {
  return pointwise("where", [pointwise("greater", [x, 0]), x, pointwise("mul", [x, slope])]);
}

/**
 * x where it is positive, else `scale` (e^x - 1); 1 unless given.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { elu, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(-50, 3));
 * deepEqual(await read(elu(x)), Float32Array.of(-1, 3));
 * ```
 */
export function elu(x: Tensor, { scale = 1 }: { scale?: number } = {}): Tensor {
  // Where x is positive its exponential is not wanted, and might overflow.
  const left = pointwise("sub", [pointwise("exp", [pointwise("min", [x, 0])]), 1]);
  return pointwise("where", [pointwise("greater", [x, 0]), x, pointwise("mul", [left, scale])]);
}
