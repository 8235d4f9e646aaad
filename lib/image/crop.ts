import type { Pixels } from "../show/png.ts";
import { checkPixels } from "./check_pixels.ts";

/** What to cut out. */
export interface CropOptions {
  /** Pixels a row. */
  width: number;
  /** Rows. */
  height: number;
  /** First column; in the middle unless given. */
  left?: number;
  /** First row; in the middle unless given. */
  top?: number;
}

/**
 * A rectangle of a picture, from its middle unless told where.
 *
 * @throws {RangeError} when it reaches outside.
 *
 * @example
 * ```ts
 * import { crop } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const data = Uint8Array.from({ length: 12 }, (_, i) => i);
 * const middle = crop({ width: 3, height: 1, data }, { width: 1, height: 1 });
 * deepEqual([...middle.data], [4, 5, 6, 7]);
 * ```
 */
export function crop(pixels: Pixels, { width, height, left, top }: CropOptions): Pixels {
  checkPixels("crop", pixels);
  const x = left ?? Math.floor((pixels.width - width) / 2);
  const y = top ?? Math.floor((pixels.height - height) / 2);
  const fits = (at: number, size: number, all: number) =>
    Number.isInteger(at) && Number.isInteger(size) && at >= 0 && size >= 1 && at + size <= all;
  if (!fits(x, width, pixels.width) || !fits(y, height, pixels.height)) {
    throw new RangeError(
      `Cannot crop: ${width} x ${height} at (${x}, ${y}), ` +
        `wanted a part of ${pixels.width} x ${pixels.height} pixels`,
    );
  }
  const data = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * pixels.width + x) * 4;
    data.set(pixels.data.subarray(from, from + width * 4), row * width * 4);
  }
  return { width, height, data };
}
