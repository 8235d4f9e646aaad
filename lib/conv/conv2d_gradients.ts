import { checkBinding } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { sum } from "../reduce/mod.ts";
import { checkConv, type Conv, convOf, type ConvSizes } from "./conv2d.ts";
import foldCode from "./fold.wgsl" with { type: "text" };
import { gatheredProduct } from "./gathered_product.ts";
import { padPlanes } from "./pad_planes.ts";
import { placesOf, tapsOf } from "./places.ts";
import { runWindows } from "./run_windows.ts";

/** What the backward pass of a convolution gives. */
export interface Conv2dGradients {
  /** For the input, (B, C, height, width). */
  dx: GpuArray<"f32">;
  /** For the weight, (O, C / groups, rows, columns). */
  weight: GpuArray<"f32">;
  /** For the bias, (O). */
  bias: GpuArray<"f32">;
}

/**
 * Gradients of `conv2d()` without activation, from its input, its weight and the gradient for its
 * result. Sums run in the same order every time.
 *
 * @example
 * ```ts
 * import { conv2dGradients } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6)); // (1, 1, 2, 3)
 * using w = gpu.array(Float32Array.of(1, 0, 0, -1)); // (1, 1, 2, 2)
 * using dy = gpu.array(Float32Array.of(1, 10)); // (1, 1, 1, 2)
 * const sizes = { batch: 1, channels: 1, height: 2, width: 3, outputs: 1, kernel: 2 };
 * const { dx, weight, bias } = await conv2dGradients(gpu, x, w, dy, sizes);
 * deepStrictEqual((await gpu.readMany([dx, weight, bias])).map((each) => [...each]), [
 *   [1, 10, 0, 0, -1, -10],
 *   [21, 32, 54, 65],
 *   [11],
 * ]);
 * for (const each of [dx, weight, bias]) each[Symbol.dispose]();
 * ```
 */
export async function conv2dGradients(
  gpu: Gpu,
  x: GpuArray<"f32">,
  weight: GpuArray<"f32">,
  dy: GpuArray<"f32">,
  sizes: ConvSizes,
): Promise<Conv2dGradients> {
  const { batch, outputs, groups, places } = convOf(ACTION, sizes);
  const dx = await conv2dInputGradient(gpu, dy, weight, sizes);
  try {
    const byWeight = await conv2dWeightGradient(gpu, x, dy, sizes);
    try {
      const shape = [batch, groups * outputs, places];
      return { dx, weight: byWeight, bias: await sum(gpu, dy, { shape, axes: [0, 2] }) };
    } catch (error) {
      byWeight[Symbol.dispose]();
      throw error;
    }
  } catch (error) {
    dx[Symbol.dispose]();
    throw error;
  }
}

const ACTION = "differentiate a convolution";

/**
 * The gradient of `conv2d()` for its weight: for each element of it, the sum over windows of dy times
 * what the element met. |error| <= gamma(B windows + 1) sum |dy||x|.
 *
 * @example
 * ```ts
 * import { conv2dWeightGradient } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6)); // (1, 1, 2, 3)
 * using dy = gpu.array(Float32Array.of(1, 10)); // (1, 1, 1, 2)
 * const sizes = { batch: 1, channels: 1, height: 2, width: 3, outputs: 1, kernel: 2 };
 * using weight = await conv2dWeightGradient(gpu, x, dy, sizes);
 * deepStrictEqual([...await gpu.read(weight)], [21, 32, 54, 65]);
 * ```
 */
export async function conv2dWeightGradient(
  gpu: Gpu,
  x: GpuArray<"f32">,
  dy: GpuArray<"f32">,
  sizes: ConvSizes,
): Promise<GpuArray<"f32">> {
  const conv = convOf(ACTION, sizes);
  checkConv(gpu, ACTION, conv, { x, dy });
  const { batch, channels, groups, inputs, outputs, places, taps } = conv;
  const length = groups * outputs * inputs * taps;
  checkBinding(gpu, ACTION, "the gradient for the weight", length * 4);
  using padded = await padPlanes(gpu, x, {
    action: ACTION,
    planes: batch * channels,
    rows: conv.y.size,
    columns: conv.x.size,
    top: conv.y.padding,
    left: conv.x.padding,
  });
  // For each window: where it is in dy, and in the padded image.
  const inner = new Uint32Array(2 * places);
  for (const [i, place] of placesOf(conv, padded).entries()) inner.set([i, place], 2 * i);
  const parts = await gatheredProduct(gpu, {
    groups,
    images: batch,
    isSummed: true,
    n: outputs,
    a: { array: dy, row: places, group: outputs * places, image: groups * outputs * places },
    x: { array: padded.array, group: inputs * padded.plane, image: channels * padded.plane },
    inner,
    outer: tapsOf(conv, { planes: inputs, padded }),
    label: "weight gradient",
  });
  if (parts.length === length) return parts;
  using all = parts;
  return await sum(gpu, all, { shape: [all.length / length, length], axes: [0] });
}

/**
 * The gradient of `conv2d()` for its input, also called a transposed convolution: (B, O, windows down,
 * windows across) to (B, C, height, width). |error| <= gamma(O rows columns / groups + 1)
 * sum |weight||dy|.
 *
 * @example
 * ```ts
 * import { conv2dInputGradient } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using dy = gpu.array(Float32Array.of(1, 10)); // (1, 1, 1, 2)
 * using weight = gpu.array(Float32Array.of(1, 0, 0, -1)); // (1, 1, 2, 2)
 * const sizes = { batch: 1, channels: 1, height: 2, width: 3, outputs: 1, kernel: 2 };
 * using dx = await conv2dInputGradient(gpu, dy, weight, sizes);
 * deepStrictEqual([...await gpu.read(dx)], [1, 10, 0, 0, -1, -10]);
 * ```
 */
export async function conv2dInputGradient(
  gpu: Gpu,
  dy: GpuArray<"f32">,
  weight: GpuArray<"f32">,
  sizes: ConvSizes,
): Promise<GpuArray<"f32">> {
  const conv = convOf(ACTION, sizes);
  checkConv(gpu, ACTION, conv, { dy, weight });
  const { batch, channels, plane, places, y, x } = conv;
  checkBinding(gpu, ACTION, "the gradient for the input", batch * channels * plane * 4);
  // Where windows are nearly as many as elements it is a convolution itself; where they are few, most of
  // that would be products with zeros.
  const isDense = y.stride === 1 && x.stride === 1 && 2 * places >= plane;
  return await (isDense ? byConvolution : byFolding)(gpu, dy, weight, conv);
}

/** dx is dy, in a border of zeros, convolved with the kernel turned round. */
async function byConvolution(
  gpu: Gpu,
  dy: GpuArray<"f32">,
  weight: GpuArray<"f32">,
  conv: Conv,
): Promise<GpuArray<"f32">> {
  const { batch, groups, inputs, outputs, taps, y, x } = conv;
  using padded = await padPlanes(gpu, dy, {
    action: ACTION,
    planes: batch * groups * outputs,
    rows: y.windows,
    columns: x.windows,
    top: y.dilation * (y.kernel - 1) - y.padding,
    left: x.dilation * (x.kernel - 1) - x.padding,
  });
  const steps = tapsOf(conv, { planes: outputs, padded });
  const inner = new Uint32Array(2 * steps.length);
  for (let o = 0; o < outputs; o++) {
    for (let tap = 0; tap < taps; tap++) {
      const i = o * taps + tap;
      inner.set([o * inputs * taps + tap, steps[o * taps + (taps - 1 - tap)]!], 2 * i);
    }
  }
  const elements = {
    ...conv,
    y: { ...y, windows: y.size },
    x: { ...x, windows: x.size },
    places: conv.plane,
  };
  return await gatheredProduct(gpu, {
    groups,
    images: batch,
    n: inputs,
    a: { array: weight, row: taps, group: outputs * inputs * taps, image: 0 },
    x: {
      array: padded.array,
      group: outputs * padded.plane,
      image: groups * outputs * padded.plane,
    },
    inner,
    outer: placesOf(elements, padded),
    label: "input gradient",
  });
}

/** dx is the folded product of the weight and dy, as many images at once as fit a binding. */
async function byFolding(
  gpu: Gpu,
  dy: GpuArray<"f32">,
  weight: GpuArray<"f32">,
  conv: Conv,
): Promise<GpuArray<"f32">> {
  const { batch, channels, groups, inputs, outputs, taps, places, plane } = conv;
  const image = channels * taps * places * 4;
  checkBinding(gpu, ACTION, "the windows of one image", image);
  const dx = gpu.empty("f32", batch * channels * plane, "input gradient");
  if (dx.length === 0) return dx;
  const inner = new Uint32Array(2 * outputs);
  for (let o = 0; o < outputs; o++) inner.set([o * inputs * taps, o * places], 2 * o);
  const most = Math.max(1, Math.floor(COLUMN_BYTES / image));
  for (let first = 0; first < batch; first += most) {
    const images = Math.min(most, batch - first);
    using columns = await gatheredProduct(gpu, {
      groups,
      images,
      first,
      n: inputs * taps,
      a: { array: weight, row: 1, group: outputs * inputs * taps, image: 0 },
      x: { array: dy, group: outputs * places, image: groups * outputs * places },
      inner,
      outer: Uint32Array.from({ length: places }, (_, p) => p),
      label: "columns",
    });
    await runWindows(gpu, conv, {
      code: foldCode,
      entry: "fold",
      planes: images * channels,
      first: first * channels,
      items: images * channels * plane,
      bindings: [columns, dx],
    });
  }
  return dx;
}

/** Bytes of columns held at once; at least one image. */
const COLUMN_BYTES = 2 ** 26;
