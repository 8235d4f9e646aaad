import type { Pixels } from "../show/png.ts";
import { crop } from "./crop.ts";
import type { Planes } from "./planes.ts";
import { resize } from "./resize.ts";
import { CLIP_NORMAL, HALF_NORMAL, toPlanes } from "./to_planes.ts";

/**
 * A picture as OpenAI's CLIP looks at it, (3, size, size): the shorter side becomes `size`, bicubic,
 * the middle is kept, colours are normalised.
 *
 * @example
 * ```ts
 * import { clipInput } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const pixels = { width: 300, height: 200, data: new Uint8Array(300 * 200 * 4) };
 * deepEqual(clipInput(pixels).shape, [3, 224, 224]);
 * ```
 */
export function clipInput(pixels: Pixels, { size = 224 }: { size?: number } = {}): Planes {
  const short = Math.min(pixels.width, pixels.height);
  const [width, height] = [pixels.width, pixels.height].map((side) =>
    side === short ? size : Math.trunc(size * side / short)
  ) as [number, number];
  const small = resize(pixels, { width, height, filter: "bicubic" });
  return toPlanes(crop(small, { width: size, height: size }), CLIP_NORMAL);
}

/**
 * A picture as Google's ViT looks at it, (3, size, size): squeezed to a square, bilinear, to -1 ... 1.
 *
 * @example
 * ```ts
 * import { vitInput } from "@rederive/lib/image";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const white = { width: 2, height: 3, data: new Uint8Array(24).fill(255) };
 * equal(vitInput(white, { size: 4 }).values[47], 1);
 * ```
 */
export function vitInput(pixels: Pixels, { size = 224 }: { size?: number } = {}): Planes {
  const small = resize(pixels, { width: size, height: size, filter: "bilinear" });
  return toPlanes(small, HALF_NORMAL);
}
