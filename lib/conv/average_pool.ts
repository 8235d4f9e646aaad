import type { Gpu, GpuArray } from "../gpu/mod.ts";
import code from "./average_pool.wgsl" with { type: "text" };
import { poolOf, type PoolOptions, runPool } from "./pool_call.ts";

/**
 * The mean of every window, zeros of the padding counted: (B, C, height, width) to (B, C, windows down,
 * windows across). |error| <= gamma(rows columns) mean |x|.
 *
 * @throws {RangeError} when a window does not fit the padded image.
 *
 * @example
 * ```ts
 * import { averagePool2d } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 5, 5, 2, -1, -3, -2, -1)); // (1, 1, 2, 4)
 * const sizes = { batch: 1, channels: 1, height: 2, width: 4, kernel: 2 };
 * using y = await averagePool2d(gpu, x, sizes);
 * deepStrictEqual([...await gpu.read(y)], [0.5, 1]);
 * ```
 */
export async function averagePool2d(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: PoolOptions,
): Promise<GpuArray<"f32">> {
  const pool = poolOf(gpu, x, options, { isBack: false });
  const y = gpu.empty("f32", pool.length, "means");
  await runPool(gpu, pool, { code, entry: "average_pool", bindings: [y] });
  return y;
}

/**
 * The gradient of `averagePool2d()` for its input: an element adds up its share of every window over it,
 * in the same order every time. |error| <= gamma(rows columns) sum |dy| / (rows columns).
 *
 * @example
 * ```ts
 * import { averagePool2dGradient } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using dy = gpu.array(Float32Array.of(8, 4)); // (1, 1, 1, 2)
 * const sizes = { batch: 1, channels: 1, height: 2, width: 3, kernel: 2, stride: 1 };
 * using dx = await averagePool2dGradient(gpu, dy, sizes);
 * deepStrictEqual([...await gpu.read(dx)], [2, 3, 1, 2, 3, 1]);
 * ```
 */
export async function averagePool2dGradient(
  gpu: Gpu,
  dy: GpuArray<"f32">,
  options: PoolOptions,
): Promise<GpuArray<"f32">> {
  const pool = poolOf(gpu, dy, options, { isBack: true });
  const dx = gpu.empty("f32", pool.length, "input gradient");
  await runPool(gpu, pool, { code, entry: "average_pool_gradient", bindings: [dx] });
  return dx;
}
