import type { Stream } from "../random/mod.ts";
import { fansOf } from "./fans.ts";

/** What every initialiser needs. */
export interface InitOptions {
  /** Where its numbers come from. */
  random: Stream;
}

/** The elements that a weight of a shape starts with, row by row. */
export type Initialiser = (
  shape: readonly number[],
  options: InitOptions,
) => Float32Array<ArrayBuffer>;

/** Settings of the initialisers named after Xavier Glorot. */
export interface XavierOptions extends InitOptions {
  /** Factor of the spread; 1 unless given. */
  gain?: number;
}

/** Settings of the initialisers named after Kaiming He. */
export interface KaimingOptions extends InitOptions {
  /** Slope of a leaky ReLU behind the layer where its input is negative; 0, a ReLU, unless given. */
  slope?: number;
  /** Keep the variance of what goes forward, "fanIn", or of gradients, "fanOut"; the first unless given. */
  mode?: "fanIn" | "fanOut";
}

/**
 * Zeros.
 *
 * @example
 * ```ts
 * import { zeros } from "@rederive/lib/nn";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(zeros([1, 2]), Float32Array.of(0, 0));
 * ```
 */
export function zeros(shape: readonly number[]): Float32Array<ArrayBuffer> {
  return filled(shape, () => 0);
}

/**
 * Ones.
 *
 * @example
 * ```ts
 * import { ones } from "@rederive/lib/nn";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(ones([1, 2]), Float32Array.of(1, 1));
 * ```
 */
export function ones(shape: readonly number[]): Float32Array<ArrayBuffer> {
  return filled(shape, () => 1);
}

/**
 * Uniform numbers in [-bound, bound).
 *
 * @example
 * ```ts
 * import { boundedUniform } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 *
 * const weight = boundedUniform([100], { random: stream(0), bound: 0.5 });
 * if (weight.some((v) => Math.abs(v) > 0.5)) throw new Error("out of bounds");
 * ```
 */
export function boundedUniform(
  shape: readonly number[],
  { random, bound }: InitOptions & { bound: number },
): Float32Array<ArrayBuffer> {
  return filled(shape, () => bound * (2 * random.uniform() - 1));
}

/**
 * Normal numbers around 0.
 *
 * @example
 * ```ts
 * import { scaledNormal } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 *
 * const weight = scaledNormal([1000], { random: stream(0), std: 0.02 });
 * const variance = weight.reduce((sum, v) => sum + v * v, 0) / 1000;
 * if (Math.abs(Math.sqrt(variance) - 0.02) > 0.002) throw new Error(`${variance}`);
 * ```
 */
export function scaledNormal(
  shape: readonly number[],
  { random, std }: InitOptions & { std: number },
): Float32Array<ArrayBuffer> {
  return filled(shape, () => std * random.normal());
}

/**
 * Normal numbers around 0, drawn again while they are more than `within` standard deviations, 2 unless
 * given, away. `std` is that of the normal before: at 2 the numbers' own is 0.8796 of it.
 *
 * @example
 * ```ts
 * import { truncatedNormal } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 *
 * const weight = truncatedNormal([1000], { random: stream(0), std: 0.5 });
 * if (weight.some((v) => Math.abs(v) > 1)) throw new Error("out of bounds");
 * ```
 */
export function truncatedNormal(
  shape: readonly number[],
  { random, std, within = 2 }: InitOptions & { std: number; within?: number },
): Float32Array<ArrayBuffer> {
  if (!(within > 0)) {
    throw new RangeError(
      `Cannot draw a truncated normal: within is ${within}, wanted a number above 0`,
    );
  }
  return filled(shape, () => {
    for (;;) {
      const z = random.normal();
      if (Math.abs(z) <= within) return std * z;
    }
  });
}

/**
 * Uniform numbers of variance 2 gain^2 / (fanIn + fanOut) (Glorot and Bengio 2010, equation 16); a
 * weight is (fanOut, fanIn, ...), what follows counting in both.
 *
 * @throws {RangeError} when the shape has fewer than two axes.
 *
 * @example
 * ```ts
 * import { xavierUniform } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 *
 * const weight = xavierUniform([2, 4], { random: stream(0) });
 * if (weight.some((v) => Math.abs(v) > 1)) throw new Error("the bound is sqrt(6 / (2 + 4))");
 * ```
 */
export function xavierUniform(
  shape: readonly number[],
  { random, gain = 1 }: XavierOptions,
): Float32Array<ArrayBuffer> {
  const { fanIn, fanOut } = fansOf(shape);
  return boundedUniform(shape, { random, bound: gain * Math.sqrt(6 / (fanIn + fanOut)) });
}

/**
 * Normal numbers of variance 2 gain^2 / (fanIn + fanOut); see `xavierUniform()`.
 *
 * @throws {RangeError} when the shape has fewer than two axes.
 *
 * @example
 * ```ts
 * import { xavierNormal } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 *
 * const weight = xavierNormal([50, 50], { random: stream(0) });
 * const variance = weight.reduce((sum, v) => sum + v * v, 0) / weight.length;
 * if (Math.abs(variance - 1 / 50) > 0.002) throw new Error(`${variance}`);
 * ```
 */
export function xavierNormal(
  shape: readonly number[],
  { random, gain = 1 }: XavierOptions,
): Float32Array<ArrayBuffer> {
  const { fanIn, fanOut } = fansOf(shape);
  return scaledNormal(shape, { random, std: gain * Math.sqrt(2 / (fanIn + fanOut)) });
}

/**
 * Uniform numbers of variance 2 / ((1 + slope^2) fan), which a ReLU layer keeps the scale of
 * (https://arxiv.org/abs/1502.01852, equations 14 and 15).
 *
 * @throws {RangeError} when the shape has fewer than two axes.
 *
 * @example
 * ```ts
 * import { kaimingUniform } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 *
 * const weight = kaimingUniform([9, 6], { random: stream(0) });
 * if (weight.some((v) => Math.abs(v) > 1)) throw new Error("the bound is sqrt(3 2 / 6)");
 * ```
 */
export function kaimingUniform(
  shape: readonly number[],
  options: KaimingOptions,
): Float32Array<ArrayBuffer> {
  const bound = Math.sqrt(3) * kaimingStd(shape, options);
  return boundedUniform(shape, { random: options.random, bound });
}

/**
 * Normal numbers of variance 2 / ((1 + slope^2) fan); see `kaimingUniform()`.
 *
 * @throws {RangeError} when the shape has fewer than two axes.
 *
 * @example
 * ```ts
 * import { kaimingNormal } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 *
 * const weight = kaimingNormal([50, 50], { random: stream(0) });
 * const variance = weight.reduce((sum, v) => sum + v * v, 0) / weight.length;
 * if (Math.abs(variance - 2 / 50) > 0.004) throw new Error(`${variance}`);
 * ```
 */
export function kaimingNormal(
  shape: readonly number[],
  options: KaimingOptions,
): Float32Array<ArrayBuffer> {
  return scaledNormal(shape, { random: options.random, std: kaimingStd(shape, options) });
}

function kaimingStd(
  shape: readonly number[],
  { slope = 0, mode = "fanIn" }: KaimingOptions,
): number {
  return Math.sqrt(2 / ((1 + slope * slope) * fansOf(shape)[mode]));
}

function filled(shape: readonly number[], draw: () => number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(shape.reduce((count, size) => count * size, 1));
  for (let i = 0; i < values.length; i++) values[i] = draw();
  return values;
}
