import { checkArray, checkBinding } from "../gpu/check_array.ts";
import type { ElementType, Gpu, GpuArray } from "../gpu/mod.ts";
import averageCode from "./average_pool.wgsl" with { type: "text" };
import maxGradientCode from "./max_pool_gradient.wgsl" with { type: "text" };
import maxCode from "./max_pool.wgsl" with { type: "text" };
import { runOf, runWindows } from "./run_windows.ts";
import { type Pair, type WindowOptions, type Windows, windowsOf } from "./windows.ts";

/** Images and the windows that are pooled. */
export interface PoolOptions extends WindowOptions {
  /** Steps from one window to the next; those of a window, side by side, unless given. */
  stride?: Pair;
}

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
  const action = "pool";
  const windows = poolOf(action, options);
  for (const [name, side] of Object.entries({ rows: windows.y, columns: windows.x })) {
    if (side.padding <= side.dilation * (side.kernel - 1)) continue;
    throw new RangeError(
      `Cannot pool: ${side.padding} ${name} of padding hide a window whole, wanted at most ` +
        `${side.dilation * (side.kernel - 1)}`,
    );
  }
  const { inside, over } = lengthsOf(windows);
  check(gpu, action, { x, of: inside, y: over });
  const y = gpu.empty("f32", over.length, "largest");
  const places = gpu.empty("u32", over.length, "places");
  await runPool(gpu, windows, {
    code: maxCode,
    entry: "max_pool",
    source: x,
    bindings: [y, places],
  });
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
  const action = "differentiate a pool";
  const windows = poolOf(action, options);
  const { inside, over } = lengthsOf(windows);
  check(gpu, action, { dy, of: over, y: inside });
  checkArray(gpu, action, "places", places, { type: "u32", ...over });
  const dx = gpu.empty("f32", inside.length, "input gradient");
  await runPool(gpu, windows, {
    code: maxGradientCode,
    entry: "max_pool_gradient",
    source: dy,
    bindings: [places, dx],
    isBack: true,
  });
  return dx;
}

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
  const action = "pool";
  const windows = poolOf(action, options);
  const { inside, over } = lengthsOf(windows);
  check(gpu, action, { x, of: inside, y: over });
  const y = gpu.empty("f32", over.length, "means");
  await runPool(gpu, windows, {
    code: averageCode,
    entry: "average_pool",
    source: x,
    bindings: [y],
  });
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
  const action = "differentiate a pool";
  const windows = poolOf(action, options);
  const { inside, over } = lengthsOf(windows);
  check(gpu, action, { dy, of: over, y: inside });
  const dx = gpu.empty("f32", inside.length, "input gradient");
  await runPool(gpu, windows, {
    code: averageCode,
    entry: "average_pool_gradient",
    source: dy,
    bindings: [dx],
    isBack: true,
  });
  return dx;
}

function poolOf(action: string, options: PoolOptions): Windows {
  return windowsOf(action, { ...options, stride: options.stride ?? options.kernel });
}

interface Extent {
  length: number;
  shape: string;
}

/** Of images, and of their windows. */
function lengthsOf({ batch, channels, y, x, plane, places }: Windows) {
  const planes = batch * channels;
  const shape = (...sides: number[]) => `(${batch}, ${channels}, ${sides.join(", ")})`;
  return {
    inside: { length: planes * plane, shape: `(B, C, height, width) = ${shape(y.size, x.size)}` },
    over: {
      length: planes * places,
      shape: `(B, C, down, across) = ${shape(y.windows, x.windows)}`,
    },
  };
}

/** Throws unless the input has its size and the result fits a binding. */
function check(
  gpu: Gpu,
  action: string,
  { of, y, ...input }: { of: Extent; y: Extent; x?: GpuArray<"f32">; dy?: GpuArray<"f32"> },
): void {
  for (const [name, array] of Object.entries(input)) {
    if (array) checkArray(gpu, action, name, array, { type: "f32", ...of });
  }
  checkBinding(gpu, action, "the result", y.length * 4);
}

async function runPool(
  gpu: Gpu,
  windows: Windows,
  { code, entry, source, bindings, isBack = false }: {
    code: string;
    entry: string;
    source: GpuArray<"f32">;
    bindings: readonly GpuArray<ElementType>[];
    /** Whether elements are asked for, and not windows. */
    isBack?: boolean;
  },
): Promise<void> {
  const { batch, channels, y, x } = windows;
  const run = runOf(gpu);
  const [rows, columns] = isBack ? [y.size, x.size] : [y.windows, x.windows];
  const items = batch * channels * rows * Math.ceil(columns / run);
  await runWindows(gpu, windows, { code, entry, source, items, run, bindings });
}
