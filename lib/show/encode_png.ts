import { assemblePng, type Pixels, scanlines } from "./png.ts";

/**
 * Encodes a picture as a PNG of 8-bit RGBA.
 *
 * @throws {RangeError} when there are not four bytes a pixel, or no pixel.
 *
 * @example
 * ```ts
 * import { encodePng } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const png = await encodePng({ width: 1, height: 1, data: new Uint8Array(4) });
 * deepEqual([...png.subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
 * ```
 */
export async function encodePng(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, data } = pixels;
  if (data.length !== width * height * 4 || data.length === 0) {
    throw new RangeError(
      `Cannot encode PNG: ${data.length} bytes, want ${width} x ${height} pixels of 4 bytes`,
    );
  }
  const stream = new Blob([scanlines(pixels)]).stream().pipeThrough(
    new CompressionStream("deflate"),
  );
  return assemblePng(pixels, await new Response(stream).bytes());
}
