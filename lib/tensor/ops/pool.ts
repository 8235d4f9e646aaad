import * as kernels from "../../conv/mod.ts";
import * as reference from "../../reference/mod.ts";
import type { GpuArray } from "../../gpu/mod.ts";
import { record } from "../recipe.ts";
import { sizeOf, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { beside } from "./beside.ts";
import { countWindows, type Planes, planesOf, type WindowRules } from "./planes.ts";
import { reshape } from "./reshape.ts";
import { takeLast } from "./take_along.ts";

/**
 * The largest element under every window of images (B, C, height, width); windows lie side by side
 * unless a stride is given. Of equal elements the first gets the gradient.
 *
 * @throws {RangeError} when a window does not fit, or could lie outside the image.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { maxPool2d, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 5, -3, -2), { shape: [1, 1, 1, 4] });
 * deepEqual(await read(maxPool2d(x, { kernel: [1, 2] })), Float32Array.of(5, -2));
 * ```
 */
export function maxPool2d(x: Tensor, rules: WindowRules): Tensor {
  const planes = poolOf(x, rules);
  const { batch, channels, height, width } = planes;
  const shape = [batch, channels, ...countWindows("pool", planes)];
  return record({
    name: "maxPool2d",
    shape,
    run: async (gpu, values) => {
      const { y, places } = await withDense(gpu, values, (a) => kernels.maxPool2d(gpu, a, planes));
      return valueOf(y, shape, [places]);
    },
    f64: ([a]) => reference.maxPool2d(a!.values, planes).map(({ value }) => value),
    vjp: (g, y) => {
      const places = beside(y, 0, {
        name: "maxPool2d, places",
        type: "u32",
        shape,
        f64: ([a]) => reference.maxPool2d(a!.values, planes).map(({ at }) => at % (height * width)),
      });
      return [handedBack(g, places, planes)];
    },
  }, [x]);
}

/** Each window's cotangent at the place of its largest element: linear in it. */
function handedBack(g: Tensor, places: Tensor<"u32">, planes: Planes): Tensor {
  const { batch, channels, height, width } = planes;
  const shape = [batch, channels, height, width];
  const plane = height * width;
  const windows = sizeOf(g.shape.slice(2));
  return record({
    name: "maxPool2d gradient",
    shape,
    run: async (gpu, values) => {
      const hand = (dy: GpuArray<"f32">, at: GpuArray) =>
        kernels.maxPool2dGradient(gpu, dy, at as GpuArray<"u32">, planes);
      return valueOf(await withDense(gpu, values, hand), shape);
    },
    f64: ([dy, at]) => {
      const dx = new Float64Array(batch * channels * plane);
      for (let i = 0; i < dy!.values.length; i++) {
        dx[Math.floor(i / windows) * plane + at!.values[i]!]! += dy!.values[i]!;
      }
      return dx;
    },
    vjp: (h) => {
      const flat = (each: number) => [batch, channels, each];
      const taken = takeLast(reshape(h, flat(plane)), reshape(places, flat(windows)));
      return [reshape(taken, g.shape), undefined];
    },
  }, [g, places]);
}

/**
 * The mean under every window of images (B, C, height, width), zeros of the padding counted; windows
 * lie side by side unless a stride is given.
 *
 * @throws {RangeError} when a window does not fit.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { averagePool2d, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 5, -3, -1), { shape: [1, 1, 1, 4] });
 * deepEqual(await read(averagePool2d(x, { kernel: [1, 2] })), Float32Array.of(3, -2));
 * ```
 */
export function averagePool2d(x: Tensor, rules: WindowRules): Tensor {
  return averaged(x, poolOf(x, rules));
}

function averaged(x: Tensor, planes: Planes): Tensor {
  const shape = [planes.batch, planes.channels, ...countWindows("pool", planes)];
  return record({
    name: "averagePool2d",
    shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a) => kernels.averagePool2d(gpu, a, planes)), shape),
    f64: ([a]) => reference.averagePool2d(a!.values, planes),
    vjp: (g) => [shared(g, planes)],
  }, [x]);
}

/** Each window's cotangent in equal shares: linear in it. */
function shared(g: Tensor, planes: Planes): Tensor {
  const { batch, channels, height, width } = planes;
  const shape = [batch, channels, height, width];
  return record({
    name: "averagePool2d gradient",
    shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (dy) => kernels.averagePool2dGradient(gpu, dy, planes)),
        shape,
      ),
    f64: ([dy]) => {
      const none = new Float64Array(batch * channels * height * width);
      return reference.poolGradients(none, dy!.values, planes).average;
    },
    vjp: (h) => [averaged(h, planes)],
  }, [g]);
}

function poolOf(x: Tensor, rules: WindowRules): Planes {
  return planesOf("pool", x, { ...rules, stride: rules.stride ?? rules.kernel });
}
