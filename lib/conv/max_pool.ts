import { checkArray } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import gradientCode from "./max_pool_gradient.wgsl" with { type: "text" };
import code from "./max_pool.wgsl" with { type: "text" };
import { poolOf, type PoolOptions, runPool } from "./pool_call.ts";

/** What `maxPool2d()` gives. */
export interface MaxPooled {
  /** The largest elements, (B, C, windows down, windows across). */
  y: GpuArray<"f32">;
  /** Where they were: elements of their plane, row by row. */
  places: GpuArray<"u32">;
}

/**
 * The largest element of every window, and where it was: the first of equals. (B, C, height, width) to
 * (B, C, windows down, windows across), exact.
 *
 * @throws {RangeError} when a window could lie outside the image: padding must stay below its reach.
 *
 * @example
 * ```ts
 * import { maxPool2d } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 5, 5, 2, -1, -3, -2, -2)); // (1, 1, 2, 4)
 * const sizes = { batch: 1, channels: 1, height: 2, width: 4, kernel: 2 };
 * const { y, places } = await maxPool2d(gpu, x, sizes);
 * deepStrictEqual([...await gpu.read(y)], [5, 5]);
 * deepStrictEqual([...await gpu.read(places)], [1, 2]);
 * for (const each of [y, places]) each[Symbol.dispose]();
 * ```
 */
export async function maxPool2d(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: PoolOptions,
): Promise<MaxPooled> {
  const pool = poolOf(gpu, x, options, { isBack: false });
  for (const [name, side] of Object.entries({ rows: pool.windows.y, columns: pool.windows.x })) {
    const reach = side.dilation * (side.kernel - 1);
    if (side.padding <= reach) continue;
    throw new RangeError(
      `Cannot pool: ${side.padding} ${name} of padding hide a window whole, wanted at most ${reach}`,
    );
  }
  const y = gpu.empty("f32", pool.length, "largest");
  const places = gpu.empty("u32", pool.length, "places");
  await runPool(gpu, pool, { code, entry: "max_pool", bindings: [y, places] });
  return { y, places };
}

/**
 * The gradient of `maxPool2d()` for its input: every window hands what came to its largest element, and
 * an element adds up in the same order every time. |error| <= gamma(rows columns) sum |dy|.
 *
 * @example
 * ```ts
 * import { maxPool2d, maxPool2dGradient } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 5, 5, 2, -1, -3, -2, -2)); // (1, 1, 2, 4)
 * const sizes = { batch: 1, channels: 1, height: 2, width: 4, kernel: 2 };
 * const { y, places } = await maxPool2d(gpu, x, sizes);
 * using dy = gpu.array(Float32Array.of(10, 20));
 * using dx = await maxPool2dGradient(gpu, dy, places, sizes);
 * deepStrictEqual([...await gpu.read(dx)], [0, 10, 20, 0, 0, 0, 0, 0]);
 * for (const each of [y, places]) each[Symbol.dispose]();
 * ```
 */
export async function maxPool2dGradient(
  gpu: Gpu,
  dy: GpuArray<"f32">,
  places: GpuArray<"u32">,
  options: PoolOptions,
): Promise<GpuArray<"f32">> {
  const pool = poolOf(gpu, dy, options, { isBack: true });
  const shape = `${dy.length}, as dy has`;
  const wanted = { type: "u32", length: dy.length, shape } as const;
  checkArray(gpu, "differentiate a pool", "places", places, wanted);
  const dx = gpu.empty("f32", pool.length, "input gradient");
  const bindings = [places, dx];
  await runPool(gpu, pool, { code: gradientCode, entry: "max_pool_gradient", bindings });
  return dx;
}
