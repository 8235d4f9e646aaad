import { display } from "./display.ts";
import { encodePng } from "./encode_png.ts";
import type { Pixels } from "./png.ts";

/** How a picture is shown. */
export interface ImageOptions {
  /** What the picture shows, in words. */
  alt: string;
  /** Screen pixels a pixel, a whole number; default: as many as fit into 384. */
  scale?: number;
}

/**
 * Shows a picture: RGBA pixels, each enlarged to a sharp square, or a finished PNG.
 *
 * @example
 * ```ts
 * import { image, setDisplaySink } from "@rederive/lib/show";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * let seen: unknown;
 * setDisplaySink((_, metadata) => seen = metadata["image/png"]);
 * const data = Uint8Array.of(255, 0, 0, 255, 0, 0, 255, 255);
 * await image({ width: 2, height: 1, data }, { alt: "red beside blue", scale: 100 });
 * deepEqual(seen, { width: 200, height: 100, alt: "red beside blue" });
 * setDisplaySink(null);
 * ```
 */
export async function image(
  source: Pixels | Uint8Array,
  { alt, scale }: ImageOptions,
): Promise<void> {
  if (typeof alt !== "string" || alt.trim() === "") {
    throw new TypeError("Cannot show image: it has no alt, want one sentence on what it shows");
  }
  const png = source instanceof Uint8Array ? checkPng(source) : await encode(source, scale);
  const size = new DataView(png.buffer, png.byteOffset, png.byteLength);
  display(
    { "image/png": png.toBase64(), "text/plain": alt },
    {
      metadata: { "image/png": { width: size.getUint32(16), height: size.getUint32(20), alt } },
    },
  );
}

async function encode(pixels: Pixels, scale = fit(pixels)): Promise<Uint8Array> {
  const { width, height, data } = pixels;
  if (data.length !== width * height * 4 || data.length === 0) {
    throw new RangeError(
      `Cannot show image: it has ${data.length} bytes, want ${width} x ${height} pixels of 4 bytes`,
    );
  }
  if (!Number.isInteger(scale) || scale < 1) {
    throw new RangeError(`Cannot show image: scale is ${scale}, want an integer >= 1`);
  }
  return await encodePng(enlarge(pixels, scale));
}

function fit({ width, height }: Pixels): number {
  return Math.max(1, Math.floor(384 / Math.max(width, height)));
}

function enlarge({ width, height, data }: Pixels, scale: number): Pixels {
  const source = new Uint32Array(Uint8Array.from(data).buffer);
  const large = new Uint32Array(source.length * scale * scale);
  for (let y = 0; y < height * scale; y++) {
    const row = Math.floor(y / scale) * width;
    for (let x = 0; x < width * scale; x++) {
      large[y * width * scale + x] = source[row + Math.floor(x / scale)]!;
    }
  }
  return { width: width * scale, height: height * scale, data: new Uint8Array(large.buffer) };
}

function checkPng(bytes: Uint8Array): Uint8Array {
  const isPng = [137, 80, 78, 71].every((byte, i) => bytes[i] === byte) && bytes.length > 24;
  if (isPng) return bytes;
  throw new TypeError(
    "Cannot show image: the bytes are no PNG, want a PNG or { width, height, data }",
  );
}
