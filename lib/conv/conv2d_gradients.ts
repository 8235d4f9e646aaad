import { checkBinding } from "../gpu/check_array.ts";
import { elementwise } from "../elementwise/mod.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { matmul } from "../matmul/mod.ts";
import { sum } from "../reduce/mod.ts";
import { columnsOf, foldShare } from "./columns.ts";
import { checkConv, convOf, type ConvSizes, repeatWeight, roomOf } from "./conv2d.ts";
import { borrowed, type Lent, owned } from "./lent.ts";
import { takePlanes } from "./place_planes.ts";
import { runOverWindows } from "./run_windows.ts";
import { type Share, sharesOf } from "./share.ts";

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
  const { groups, inputs, outputs, places, taps } = conv;
  const length = groups * outputs * inputs * taps;
  checkBinding(gpu, ACTION, "the gradient for the weight", length * 4);
  let total: GpuArray<"f32"> | undefined;
  const rows = groups * outputs;
  for (const share of sharesOf(conv, { ...roomOf(conv), besides: 4 * length })) {
    using columns = await columnsOf(gpu, x, conv, share);
    using part = await partOf(gpu, dy, { share, outputs: rows, places });
    using products = await matmul(gpu, part.array, columns.array, {
      batch: share.images * groups,
      n: outputs,
      k: share.wide,
      m: inputs * taps,
      transposeB: true,
    });
    const found = await sum(gpu, products, { shape: [share.images, length], axes: [0] });
    if (!total) {
      total = found;
      continue;
    }
    using before = total;
    using now = found;
    total = await elementwise(gpu, "add", [before, now]);
  }
  return total ?? gpu.zeros("f32", length, "weight gradient");
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
  const { batch, channels, groups, inputs, outputs, places, plane, taps } = conv;
  checkBinding(gpu, ACTION, "the gradient for the input", batch * channels * plane * 4);
  const rows = groups * outputs;
  runOverWindows(gpu, ACTION, conv, { isBack: true }); // refuses before anything is made
  const dx = gpu.empty("f32", batch * channels * plane, "input gradient");
  for (const share of sharesOf(conv, roomOf(conv))) {
    using part = await partOf(gpu, dy, { share, outputs: rows, places });
    using repeated = await repeatWeight(gpu, weight, { groups, images: share.images });
    using columns = await matmul(gpu, repeated.array, part.array, {
      batch: share.images * groups,
      n: inputs * taps,
      k: outputs,
      m: share.wide,
      transposeA: true,
    });
    await foldShare(gpu, columns, dx, conv, share);
  }
  return dx;
}

/** A share of dy as products take it: itself where that is all of it, in whole texels. */
async function partOf(
  gpu: Gpu,
  dy: GpuArray<"f32">,
  { share, outputs, places }: { share: Share; outputs: number; places: number },
): Promise<Lent> {
  if (share.images * outputs * share.wide === dy.length) return borrowed(dy);
  return owned(await takePlanes(gpu, dy, { share, outputs, places }));
}
