import { convOf } from "../../conv/conv2d.ts";
import * as kernels from "../../conv/mod.ts";
import type { Gpu, GpuArray } from "../../gpu/mod.ts";
import * as reference from "../../reference/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { sum } from "./sum.ts";

/** How windows slide over an image, the same for rows and columns or one number for each. */
export interface Conv2dOptions extends Pick<kernels.ConvSizes, "stride" | "padding" | "dilation"> {
  /** Into how many groups planes in and out are split, each blind to the others; 1 unless given. */
  groups?: number;
  /** (O), added to each plane of the result. */
  bias?: Tensor;
}

/**
 * Convolution of images (B, C, height, width) with a weight (O, C / groups, rows, columns), zeros
 * outside: (B, O, windows down, windows across). The kernel is not turned round.
 *
 * @throws {RangeError} when shapes do not fit, or a window does not fit the padded image.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { conv2d, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 4, 8), { shape: [1, 1, 1, 4] });
 * using rise = tensor(gpu, Float32Array.of(-1, 1), { shape: [1, 1, 1, 2] });
 * deepEqual(await read(conv2d(x, rise)), Float32Array.of(1, 2, 4));
 * ```
 */
export function conv2d(
  x: Tensor,
  weight: Tensor,
  { bias, groups = 1, ...windows }: Conv2dOptions = {},
): Tensor {
  const sizes = sizesOf(x, weight, { ...windows, groups });
  if (bias && bias.shape.join() !== `${sizes.outputs}`) {
    throw new RangeError(
      `Cannot convolve: the bias is (${bias.shape.join(", ")}), wanted (O) = (${sizes.outputs})`,
    );
  }
  return convolved(x, weight, sizes, bias);
}

type F32 = GpuArray<"f32">;

// y, the gradient for x and the gradient for the weight are linear in each of the two they are made of,
// and each other's adjoints: three operations that differentiate without end.

function convolved(x: Tensor, weight: Tensor, sizes: kernels.ConvSizes, bias?: Tensor): Tensor {
  const full = fullSizes(sizes);
  const { y: down, x: across } = convOf("convolve", sizes);
  const shape = [full.batch, full.outputs, down.windows, across.windows];
  return record({
    name: "conv2d",
    shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a, w, b) =>
          kernels.conv2d(gpu, a, w, b ? { ...sizes, bias: b } : sizes)),
        shape,
      ),
    f64: ([a, w, b]) => {
      const y = reference.conv2d(a!.values, w!.values, full);
      const places = shape[2]! * shape[3]!;
      return b ? y.map((v, i) => v + b.values[Math.floor(i / places) % full.outputs]!) : y;
    },
    vjp: (g) => [
      forInput(g, weight, sizes),
      forWeight(x, g, sizes),
      ...bias ? [sum(g, { axes: [0, 2, 3] })] : [],
    ],
  }, bias ? [x, weight, bias] : [x, weight]);
}

function forInput(g: Tensor, weight: Tensor, sizes: kernels.ConvSizes): Tensor {
  const full = fullSizes(sizes);
  const shape = [full.batch, full.channels, full.height, full.width];
  const size = shape.reduce((count, length) => count * length, 1);
  return bilinear([g, weight], {
    name: "conv2d gradient for its input",
    shape,
    kernel: (gpu, dy, w) => kernels.conv2dInputGradient(gpu, dy, w, sizes),
    f64: (dy, w) => reference.conv2dGradients(new Float64Array(size), w, dy, full).dx,
    vjp: (h) => [convolved(h, weight, sizes), forWeight(h, g, sizes)],
  });
}

function forWeight(x: Tensor, g: Tensor, sizes: kernels.ConvSizes): Tensor {
  const full = fullSizes(sizes);
  const shape = [full.outputs, full.channels / full.groups, ...full.kernel];
  const size = shape.reduce((count, length) => count * length, 1);
  return bilinear([x, g], {
    name: "conv2d gradient for its weight",
    shape,
    kernel: (gpu, a, dy) => kernels.conv2dWeightGradient(gpu, a, dy, sizes),
    f64: (a, dy) => reference.conv2dGradients(a, new Float64Array(size), dy, full).weight,
    vjp: (h) => [forInput(g, h, sizes), convolved(x, h, sizes)],
  });
}

function bilinear(inputs: readonly [Tensor, Tensor], of: {
  name: string;
  shape: readonly number[];
  kernel: (gpu: Gpu, a: F32, b: F32) => Promise<F32>;
  f64: (a: ArrayLike<number>, b: ArrayLike<number>) => number[];
  vjp: (h: Tensor) => Tensor[];
}): Tensor {
  const { name, shape, kernel, f64, vjp } = of;
  return record({
    name,
    shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a, b) => kernel(gpu, a, b)), shape),
    f64: ([a, b]) => f64(a!.values, b!.values),
    vjp,
  }, inputs);
}

function sizesOf(
  x: Tensor,
  weight: Tensor,
  options: Omit<Conv2dOptions, "bias"> & { groups: number },
): kernels.ConvSizes {
  for (const each of [x, weight]) checkF32("convolve", each);
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const [outputs, inputs, ...kernel] = weight.shape as [number, number, number, number];
  const { groups } = options;
  if (x.shape.length === 4 && weight.shape.length === 4 && inputs * groups === channels) {
    return { batch, channels, height, width, outputs, kernel, ...options };
  }
  throw new RangeError(
    `Cannot convolve: "${x.label}" is (${x.shape.join(", ")}) and "${weight.label}" is (${
      weight.shape.join(", ")
    }), groups ${groups}, wanted (B, C, height, width) and (O, C / groups, rows, columns)`,
  );
}

/** All pairs as pairs. */
function fullSizes(sizes: kernels.ConvSizes): reference.ConvShape {
  const { kernel, stride = 1, padding = 0, dilation = 1, groups = 1 } = sizes;
  const pair = (each: kernels.Pair) => typeof each === "number" ? [each, each] as const : each;
  const pairs = { kernel: pair(kernel), stride: pair(stride), padding: pair(padding) };
  return { ...sizes, ...pairs, dilation: pair(dilation), groups };
}
