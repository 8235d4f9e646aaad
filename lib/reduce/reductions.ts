import type { Gpu, GpuArray } from "../gpu/mod.ts";
import type { ReduceOptions } from "./axes.ts";
import extremum from "./extremum.wgsl" with { type: "text" };
import logSumExpCode from "./log_sum_exp.wgsl" with { type: "text" };
import place from "./place.wgsl" with { type: "text" };
import { reduce, type Reduction } from "./reduce.ts";
import sumCode from "./sum.wgsl" with { type: "text" };
import varianceCode from "./variance.wgsl" with { type: "text" };

type F32 = Reduction<"f32">;
const SUM: F32 = { name: "sum", code: sumCode, type: "f32", ofNothing: 0 };
const MEAN: F32 = { name: "mean", code: sumCode, type: "f32", divisor: (n) => n };
const MAX: F32 = { name: "max", code: extremum, type: "f32" };
const MIN: F32 = { name: "min", code: extremum, type: "f32", overrides: { SIGN: -1 } };
const ARGMAX: Reduction<"u32"> = { name: "argmax", code: place, type: "u32" };
const ARGMIN: Reduction<"u32"> = { ...ARGMAX, name: "argmin", overrides: { SIGN: -1 } };
const LOG_SUM_EXP: F32 = {
  name: "logSumExp",
  code: logSumExpCode,
  type: "f32",
  center: MAX,
  finishesFromCenter: true,
};

/**
 * The sum over axes, f32: |error| <= gamma(n) sum |x|. Of no elements, 0.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sum } from "@rederive/lib/reduce";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6));
 * using columns = await sum(gpu, x, { shape: [2, 3], axes: [0] });
 * deepEqual([...await gpu.read(columns)], [5, 7, 9]);
 * ```
 */
export function sum(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: ReduceOptions = {},
): Promise<GpuArray<"f32">> {
  return reduce(gpu, SUM, x, options);
}

/**
 * The mean over axes.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { mean } from "@rederive/lib/reduce";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6));
 * using rows = await mean(gpu, x, { shape: [2, 3], axes: [1] });
 * deepEqual([...await gpu.read(rows)], [2, 5]);
 * ```
 */
export function mean(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: ReduceOptions = {},
): Promise<GpuArray<"f32">> {
  return reduce(gpu, MEAN, x, options);
}

/**
 * The variance over axes: squared distances from the mean, over n - `correction`. Two passes, so that
 * a large mean costs no digits.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { variance } from "@rederive/lib/reduce";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1e6 + 1, 1e6 + 3));
 * using population = await variance(gpu, x);
 * using sample = await variance(gpu, x, { correction: 1 });
 * deepEqual([...await gpu.read(population), ...await gpu.read(sample)], [1, 2]);
 * ```
 */
export function variance(
  gpu: Gpu,
  x: GpuArray<"f32">,
  { correction = 0, ...options }: ReduceOptions & { correction?: number } = {},
): Promise<GpuArray<"f32">> {
  const divisor = (n: number) => {
    if (n > correction) return n - correction;
    throw new RangeError(
      `Cannot take the variance: ${n} elements less a correction of ${correction}, ` +
        `wanted more than 0`,
    );
  };
  const name = "variance";
  return reduce(gpu, { name, code: varianceCode, type: "f32", center: MEAN, divisor }, x, options);
}

/**
 * The largest element over axes.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { max } from "@rederive/lib/reduce";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 5, 3));
 * using largest = await max(gpu, x);
 * deepEqual([...await gpu.read(largest)], [5]);
 * ```
 */
export function max(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: ReduceOptions = {},
): Promise<GpuArray<"f32">> {
  return reduce(gpu, MAX, x, options);
}

/**
 * The smallest element over axes.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { min } from "@rederive/lib/reduce";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, -5, 3));
 * using smallest = await min(gpu, x);
 * deepEqual([...await gpu.read(smallest)], [-5]);
 * ```
 */
export function min(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: ReduceOptions = {},
): Promise<GpuArray<"f32">> {
  return reduce(gpu, MIN, x, options);
}

/**
 * The place of the largest element, counted along the reduced axes row by row; the first of equals.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { argmax } from "@rederive/lib/reduce";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 5, 5, 9, 0, 2));
 * using places = await argmax(gpu, x, { shape: [2, 3], axes: [1] });
 * deepEqual([...await gpu.read(places)], [1, 0]);
 * ```
 */
export function argmax(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: ReduceOptions = {},
): Promise<GpuArray<"u32">> {
  return reduce(gpu, ARGMAX, x, options);
}

/**
 * The place of the smallest element, counted along the reduced axes row by row; the first of equals.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { argmin } from "@rederive/lib/reduce";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, -5, 3));
 * using place = await argmin(gpu, x);
 * deepEqual([...await gpu.read(place)], [1]);
 * ```
 */
export function argmin(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: ReduceOptions = {},
): Promise<GpuArray<"u32">> {
  return reduce(gpu, ARGMIN, x, options);
}

/**
 * log sum exp(x) over axes, measured from the largest element, so that nothing overflows.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { logSumExp } from "@rederive/lib/reduce";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1000, 1000));
 * using y = await logSumExp(gpu, x);
 * const [got] = await gpu.read(y);
 * if (Math.abs(got! - (1000 + Math.log(2))) > 1e-4) throw new Error(`${got}`);
 * ```
 */
export function logSumExp(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: ReduceOptions = {},
): Promise<GpuArray<"f32">> {
  return reduce(gpu, LOG_SUM_EXP, x, options);
}
