import type { Pixels } from "../image/mod.ts";

/** How a segment looks. */
export interface SegmentOptions {
  /** As "#0072b2". */
  color: string;
  /** Half its width, in pixels; 1 unless given. */
  radius?: number;
}

/** A place in a picture, in pixels, edges of pixels at whole numbers. */
export type Place = readonly [x: number, y: number];

/**
 * Draws a straight line with round ends into a picture, over what is there; from a place to itself, a
 * disc. Edges are smooth; what lies outside the picture is left out.
 *
 * @throws {SyntaxError} when the colour is no "#" with six digits.
 *
 * @example
 * ```ts
 * import { drawSegment } from "@rederive/lib/matching";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const picture = { width: 3, height: 1, data: new Uint8Array(12).fill(255) };
 * drawSegment(picture, [[0.5, 0.5], [1.5, 0.5]], { color: "#ff0000" });
 * deepEqual([...picture.data], [255, 0, 0, 255, 255, 0, 0, 255, 255, 128, 128, 255]);
 * ```
 */
export function drawSegment(
  { width, height, data }: Pixels,
  [[x0, y0], [x1, y1]]: readonly [Place, Place],
  { color, radius = 1 }: SegmentOptions,
): void {
  if (!/^#[0-9a-f]{6}$/i.test(color)) {
    throw new SyntaxError(
      `Cannot draw a segment: the colour is "${color}", wanted one as "#0072b2"`,
    );
  }
  const ink = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const [dx, dy] = [x1 - x0, y1 - y0];
  const square = dx * dx + dy * dy;
  const reach = radius + 1;
  const range = (a: number, b: number, size: number) =>
    [
      Math.max(0, Math.floor(Math.min(a, b) - reach)),
      Math.min(size - 1, Math.floor(Math.max(a, b) + reach)),
    ] as const;
  const [left, right] = range(x0, x1, width);
  const [top, bottom] = range(y0, y1, height);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - x0, y + 0.5 - y0];
      const along = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
      const away = Math.hypot(px - along * dx, py - along * dy);
      const cover = Math.min(1, Math.max(0, radius + 0.5 - away));
      if (cover === 0) continue;
      for (let k = 0; k < 3; k++) {
        const at = 4 * (y * width + x) + k;
        data[at] = Math.round(data[at]! + cover * (ink[k]! - data[at]!));
      }
    }
  }
}
