import type { Pixels } from "../show/png.ts";
import { checkPixels } from "./check_pixels.ts";
import { checkPlanes, type Planes } from "./planes.ts";

/** What a channel's values are moved and scaled by: (value - mean) / std. */
export interface Normal {
  /** One a channel. */
  readonly mean: readonly [number, number, number];
  /** One a channel. */
  readonly std: readonly [number, number, number];
}

/** Of the training pictures of OpenAI's CLIP (https://github.com/openai/CLIP, `clip/clip.py`). */
export const CLIP_NORMAL: Normal = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
};

/** Of ImageNet's, as torchvision's models and DINO take them. */
export const IMAGENET_NORMAL: Normal = {
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};

/** To -1 ... 1, as Google's ViT takes them. */
export const HALF_NORMAL: Normal = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

const PLAIN: Normal = { mean: [0, 0, 0], std: [1, 1, 1] };

/**
 * A picture's red, green and blue as planes of floats, (3, H, W): 0 ... 1, and normalised where asked
 * for. Alpha is left out, as Pillow's `convert("RGB")` leaves it.
 *
 * @example
 * ```ts
 * import { toPlanes } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const pixels = { width: 1, height: 1, data: Uint8Array.of(255, 0, 51, 255) };
 * deepEqual(toPlanes(pixels), { shape: [3, 1, 1], values: Float32Array.of(1, 0, 0.2) });
 * ```
 */
export function toPlanes(pixels: Pixels, { mean, std }: Normal = PLAIN): Planes {
  checkPixels("take planes of a picture", pixels);
  const { width, height, data } = pixels;
  const area = width * height;
  const values = new Float32Array(3 * area);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < area; i++) {
      values[c * area + i] = (data[i * 4 + c]! / 255 - mean[c]!) / std[c]!;
    }
  }
  return { shape: [3, height, width], values };
}

/**
 * Planes as a picture: (3, H, W), or (1, H, W) in grey; what is not within 0 ... 1 is cut off.
 *
 * @throws {RangeError} when there are not one or three planes.
 *
 * @example
 * ```ts
 * import { fromPlanes } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const grey = fromPlanes({ shape: [1, 1, 2], values: Float32Array.of(0.5, 7) });
 * deepEqual([...grey.data], [128, 128, 128, 255, 255, 255, 255, 255]);
 * ```
 */
export function fromPlanes(planes: Planes, { mean, std }: Normal = PLAIN): Pixels {
  checkPlanes("make a picture", planes);
  const { shape: [channels, height, width], values } = planes;
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`Cannot make a picture: ${channels} planes, wanted 1 or 3`);
  }
  const area = width * height;
  const data = new Uint8ClampedArray(area * 4).fill(255); // rounds, and cuts off
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < area; i++) {
      data[i * 4 + c] = 255 * (values[c % channels * area + i]! * std[c]! + mean[c]!);
    }
  }
  return { width, height, data };
}
