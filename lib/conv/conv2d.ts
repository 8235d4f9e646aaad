import { checkArray, checkBinding, checkSizes } from "../gpu/check_array.ts";
import { gather } from "../gather/mod.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { matmul } from "../matmul/mod.ts";
import { type Activation, activationNumber } from "../matmul/activations.ts";
import { columnsOf } from "./columns.ts";
import { borrowed, type Lent, owned } from "./lent.ts";
import { placePlanes } from "./place_planes.ts";
import { sharesOf } from "./share.ts";
import { type WindowOptions, type Windows, windowsOf } from "./windows.ts";

/** Sizes of a convolution, as PyTorch names them but for the letters. */
export interface ConvSizes extends WindowOptions {
  /** Planes of the result, O. */
  outputs: number;
  /** Into how many groups planes in and out are split, each blind to the others; 1 unless given. */
  groups?: number;
}

/** Sizes of a convolution, and what is done with its result. */
export interface Conv2dOptions extends ConvSizes {
  /** O numbers, added to each plane of the result. */
  bias?: GpuArray<"f32">;
  /** Applied to every element last; "none" unless given. */
  activation?: Activation;
}

/** A convolution whose sizes fit. */
export interface Conv extends Windows {
  readonly groups: number;
  /** Planes in and out, of one group. */
  readonly inputs: number;
  readonly outputs: number;
}

/** Checks the sizes of a convolution. */
export function convOf(action: string, options: ConvSizes): Conv {
  const { channels, outputs, groups = 1 } = options;
  checkSizes(action, { outputs });
  if (!Number.isSafeInteger(groups) || groups < 1 || channels % groups || outputs % groups) {
    throw new RangeError(
      `Cannot ${action}: groups is ${groups}, wanted a divisor of C=${channels} and O=${outputs}`,
    );
  }
  const windows = windowsOf(action, options);
  return { ...windows, groups, inputs: channels / groups, outputs: outputs / groups };
}

/** Throws unless the arrays of a convolution have its shapes. */
export function checkConv(
  gpu: Gpu,
  action: string,
  conv: Conv,
  { x, weight, dy }: { x?: GpuArray<"f32">; weight?: GpuArray<"f32">; dy?: GpuArray<"f32"> },
): void {
  const { batch, channels, groups, inputs } = conv;
  const outputs = groups * conv.outputs;
  const shapes = {
    x: ["(B, C, height, width)", batch, channels, conv.y.size, conv.x.size],
    weight: ["(O, C / groups, rows, columns)", outputs, inputs, conv.y.kernel, conv.x.kernel],
    dy: ["(B, O, height, width)", batch, outputs, conv.y.windows, conv.x.windows],
  } as const;
  for (const [name, array] of Object.entries({ x, weight, dy })) {
    if (!array) continue;
    const [letters, ...shape] = shapes[name as keyof typeof shapes];
    const length = shape.reduce((count: number, size) => count * size, 1);
    const wanted = `${letters} = (${shape.join(", ")})`;
    checkArray(gpu, action, name, array, { type: "f32", length, shape: wanted });
  }
}

/**
 * Convolution of images, as networks mean it (the kernel is not turned round), f32:
 *
 * y[b, o, i, j] = f(sum over c, u, v of weight[o, c, u, v] x[b, c, i stride + u dilation - padding,
 * j stride + v dilation - padding] + bias[o]), zeros outside the image.
 *
 * x: (B, C, height, width), weight: (O, C / groups, rows, columns), y: (B, O, windows down, windows
 * across). |error| <= gamma(terms + 1) sum |weight||x| before bias and activation. A signal in one
 * dimension is an image of height 1.
 *
 * @throws {RangeError} when a window does not fit the padded image, groups do not divide C and O, or
 * an array has another size.
 *
 * @example
 * ```ts
 * import { conv2d } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6)); // (1, 1, 2, 3)
 * using corners = gpu.array(Float32Array.of(1, 0, 0, -1)); // (1, 1, 2, 2)
 * const sizes = { batch: 1, channels: 1, height: 2, width: 3, outputs: 1, kernel: 2 };
 * using y = await conv2d(gpu, x, corners, sizes);
 * deepStrictEqual([...await gpu.read(y)], [1 - 5, 2 - 6]);
 *
 * // A signal of six samples, differences of neighbours, the first against a zero.
 * using difference = gpu.array(Float32Array.of(-1, 1, 0)); // (1, 1, 1, 3)
 * const signal = { ...sizes, height: 1, width: 6, kernel: [1, 3], padding: [0, 1] } as const;
 * using slopes = await conv2d(gpu, x, difference, signal);
 * deepStrictEqual([...await gpu.read(slopes)], [1, 1, 1, 1, 1, 1]);
 * ```
 */
export async function conv2d(
  gpu: Gpu,
  x: GpuArray<"f32">,
  weight: GpuArray<"f32">,
  options: Conv2dOptions,
): Promise<GpuArray<"f32">> {
  const action = "convolve";
  const conv = convOf(action, options);
  const { bias } = options;
  const activation = activationNumber(action, options.activation ?? "none");
  checkConv(gpu, action, conv, { x, weight });
  const { batch, groups, inputs, outputs, places, taps } = conv;
  if (bias) {
    const length = groups * outputs;
    checkArray(gpu, action, "bias", bias, { type: "f32", length, shape: `(O) = (${length})` });
  }
  const all = groups * outputs;
  checkBinding(gpu, action, "the result", batch * all * places * 4);
  // Columns and a product of matrices, not a kernel that reads windows where they lie: that took 1 to 7
  // times as long on software Vulkan, for it loads numbers and the product whole texels.
  const isWhole = places % 4 === 0 && !bias && activation === 0;
  const y = gpu.empty("f32", batch * all * places, "convolved");
  for (const share of sharesOf(conv, roomOf(conv))) {
    using columns = await columnsOf(gpu, x, conv, share);
    using repeated = await repeatWeight(gpu, weight, { groups, images: share.images });
    const product = await matmul(gpu, repeated.array, columns.array, {
      batch: share.images * groups,
      n: outputs,
      k: inputs * taps,
      m: share.wide,
    });
    if (isWhole && product.length === y.length) {
      y[Symbol.dispose]();
      return product;
    }
    using part = product;
    await placePlanes(gpu, part, y, { share, outputs: all, places, bias, activation });
  }
  return y;
}

/** What an image takes beside its windows: rows of columns or of results, and the weight where it is repeated. */
export function roomOf({ channels, taps, groups, inputs, outputs }: Conv) {
  const weight = 4 * groups * outputs * inputs * taps;
  return {
    depth: Math.max(channels * taps, groups * outputs),
    besides: groups === 1 ? 0 : weight,
  };
}

/** The weight, or, where there are groups, once for each image: a batch of products wants it so. */
export async function repeatWeight(
  gpu: Gpu,
  weight: GpuArray<"f32">,
  { groups, images }: { groups: number; images: number },
): Promise<Lent> {
  if (groups === 1 || images === 1) return borrowed(weight);
  const plan = { shape: [images, weight.length], strides: [0, 1], offset: 0 };
  return owned(await gather(gpu, weight, plan));
}
