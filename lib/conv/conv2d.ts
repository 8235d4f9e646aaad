import { checkArray, checkBinding, checkSizes } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { type Activation, activationNumber } from "../rows/activations.ts";
import { gatheredProduct } from "./gathered_product.ts";
import { padPlanes } from "./pad_planes.ts";
import { placesOf, tapsOf } from "./places.ts";
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
  const { batch, channels, groups, inputs, outputs, places, taps } = conv;
  if (bias) {
    const all = groups * outputs;
    checkArray(gpu, action, "bias", bias, { type: "f32", length: all, shape: `(O) = (${all})` });
  }
  checkBinding(gpu, action, "the result", batch * groups * outputs * places * 4);
  using padded = await padPlanes(gpu, x, {
    action,
    planes: batch * channels,
    rows: conv.y.size,
    columns: conv.x.size,
    top: conv.y.padding,
    left: conv.x.padding,
  });
  // For each (c, u, v): where it is in a row of the weights, and in the padded image.
  const inner = new Uint32Array(2 * inputs * taps);
  for (const [i, place] of tapsOf(conv, { planes: inputs, padded }).entries()) {
    inner.set([i, place], 2 * i);
  }
  return await gatheredProduct(gpu, {
    groups,
    images: batch,
    n: outputs,
    a: { array: weight, row: inputs * taps, group: outputs * inputs * taps, image: 0 },
    x: { array: padded.array, group: inputs * padded.plane, image: channels * padded.plane },
    inner,
    outer: placesOf(conv, padded),
    bias,
    activation,
    label: "convolved",
  });
}
