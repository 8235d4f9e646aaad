import type { Pixels } from "../show/png.ts";
import { checkPixels } from "./check_pixels.ts";
import { checkPlanes, type Planes } from "./planes.ts";
import { checkResize, type Filter, resample, tapsOf } from "./resampling.ts";

/** What to resize to. */
export interface ResizeOptions {
  /** Pixels a row. */
  width: number;
  /** Rows. */
  height: number;
  /** How neighbours are weighed; "bicubic" unless given. */
  filter?: Filter;
}

// Pillow's arithmetic for bytes: weights are integers of 22 bits behind the point.
const ONE = 2 ** 22;

/**
 * Resizes a picture, antialiased, to the byte as Pillow (13) resizes one without alpha: one axis
 * after the other, rounded to bytes in between. Alpha is a channel like the others.
 *
 * @throws {RangeError} when a size is no integer of at least 1.
 *
 * @example
 * ```ts
 * import { resize } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const data = Uint8Array.of(0, 0, 0, 255, 200, 100, 50, 255); // black beside brown
 * const half = resize({ width: 2, height: 1, data }, { width: 1, height: 1, filter: "bilinear" });
 * deepEqual([...half.data], [100, 50, 25, 255]);
 * ```
 */
export function resize(
  pixels: Pixels,
  { width, height, filter = "bicubic" }: ResizeOptions,
): Pixels {
  checkPixels("resize", pixels);
  checkResize(filter, width, height);
  const whole = (from: number, to: number) =>
    tapsOf(from, to, filter).map(({ start, weights }) => ({
      start,
      weights: weights.map((weight) => Math.trunc(weight * ONE + Math.sign(weight) * 0.5)),
    }));
  const data = resample(pixels.data, {
    width: [pixels.width, width],
    height: [pixels.height, height],
    layout: { outer: 1, inner: 4 },
    taps: whole,
    make: (length) => new Uint8Array(length),
    store: (sum) => Math.max(0, Math.min(255, Math.floor((sum + ONE / 2) / ONE))),
  });
  return { width, height, data: Uint8Array.from(data) };
}

/**
 * Resizes planes of floats, (C, H, W), antialiased, with Pillow's weights, rounded to f32 between its two
 * passes.
 *
 * @throws {RangeError} when a size is no integer of at least 1, or the planes have other sizes.
 *
 * @example
 * ```ts
 * import { resizePlanes } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const planes = { shape: [1, 1, 2] as const, values: Float32Array.of(-1, 2) };
 * const half = resizePlanes(planes, { width: 1, height: 1, filter: "bilinear" });
 * deepEqual(half, { shape: [1, 1, 1], values: Float32Array.of(0.5) });
 * ```
 */
export function resizePlanes(
  { shape, values }: Planes,
  { width, height, filter = "bicubic" }: ResizeOptions,
): Planes {
  checkResize(filter, width, height);
  checkPlanes("resize", { shape, values });
  const [channels, rows, columns] = shape;
  const resized = resample(values, {
    width: [columns, width],
    height: [rows, height],
    layout: { outer: channels, inner: 1 },
    taps: (from, to) => tapsOf(from, to, filter),
    make: (length) => new Float32Array(length),
    store: (sum) => sum,
  });
  return { shape: [channels, height, width], values: Float32Array.from(resized) };
}
