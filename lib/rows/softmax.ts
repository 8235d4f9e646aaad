import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { type RowOptions, runRows } from "./run_rows.ts";
import code from "./softmax.wgsl" with { type: "text" };

/**
 * The softmax of every row, f32: exp(x) over the sum of exp(x) in its row. Relative error at most
 * (3 |x - max| + 2 ln(columns) + columns / 2 + 11) ulps.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { softmax } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1000, 1000, -5, -5));
 * using y = await softmax(gpu, x, { rows: 2, columns: 2 });
 * deepStrictEqual([...await gpu.read(y)], [0.5, 0.5, 0.5, 0.5]);
 * ```
 */
export function softmax(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: RowOptions,
): Promise<GpuArray<"f32">> {
  return mapRows(gpu, "softmax", { x }, options);
}

/**
 * The logarithm of the softmax of every row, which stays finite where the softmax is 0.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { logSoftmax } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1000, 0));
 * using y = await logSoftmax(gpu, x, { rows: 1, columns: 2 });
 * deepStrictEqual([...await gpu.read(y)], [0, -1000]);
 * ```
 */
export function logSoftmax(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: RowOptions,
): Promise<GpuArray<"f32">> {
  return mapRows(gpu, "log_softmax", { x }, options);
}

/**
 * The gradient for x from `y = softmax(x)` and the gradient for y: y (dy - sum y dy).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { softmaxGradient } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using y = gpu.array(Float32Array.of(0.5, 0.5));
 * using dy = gpu.array(Float32Array.of(1, 0));
 * using dx = await softmaxGradient(gpu, y, dy, { rows: 1, columns: 2 });
 * deepStrictEqual([...await gpu.read(dx)], [0.25, -0.25]);
 * ```
 */
export function softmaxGradient(
  gpu: Gpu,
  y: GpuArray<"f32">,
  dy: GpuArray<"f32">,
  options: RowOptions,
): Promise<GpuArray<"f32">> {
  return mapRows(gpu, "softmax_slope", { y, dy }, options);
}

/**
 * The gradient for x from `y = logSoftmax(x)` and the gradient for y: dy - exp(y) sum dy.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { logSoftmaxGradient } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using y = gpu.array(Float32Array.of(0)); // a single column has probability 1
 * using dy = gpu.array(Float32Array.of(3));
 * using dx = await logSoftmaxGradient(gpu, y, dy, { rows: 1, columns: 1 });
 * deepStrictEqual([...await gpu.read(dx)], [0]);
 * ```
 */
export function logSoftmaxGradient(
  gpu: Gpu,
  y: GpuArray<"f32">,
  dy: GpuArray<"f32">,
  options: RowOptions,
): Promise<GpuArray<"f32">> {
  return mapRows(gpu, "log_softmax_slope", { y, dy }, options);
}

async function mapRows(
  gpu: Gpu,
  entry: string,
  inputs: Readonly<Record<string, GpuArray<"f32">>>,
  { rows, columns }: RowOptions,
): Promise<GpuArray<"f32">> {
  const y = gpu.empty("f32", Object.values(inputs)[0]!.length, entry);
  try {
    await runRows(gpu, { action: "take the softmax", code, entry, inputs, rows, columns, y });
  } catch (error) {
    y[Symbol.dispose]();
    throw error;
  }
  return y;
}
