import { convertIndexedToRgb, decode, type DecodedPng } from "fast-png";
import type { Pixels } from "../show/png.ts";

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/**
 * Decodes a PNG of any kind to RGBA, eight bits each: grey becomes three equal channels, sixteen bits
 * are rounded to eight, a transparent colour gets alpha 0.
 *
 * @throws {SyntaxError} when the bytes are no whole PNG.
 * @throws {RangeError} when it has more pixels than `most`, 2^26 unless given, or is interlaced with
 * fewer than eight bits a channel.
 *
 * @example
 * ```ts
 * import { decodePng, encodePng } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const png = await encodePng({ width: 1, height: 1, data: Uint8Array.of(255, 127, 0, 255) });
 * deepEqual([...decodePng(png).data], [255, 127, 0, 255]);
 * ```
 */
export function decodePng(png: Uint8Array, { most = 2 ** 26 }: { most?: number } = {}): Pixels {
  checkHead(png, most);
  let decoded: DecodedPng;
  let wide: ArrayLike<number>; // one element a channel
  try {
    decoded = decode(png, { checkCrc: true });
    wide = decoded.palette ? convertIndexedToRgb(decoded) : unpacked(decoded);
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw new SyntaxError(`Cannot decode PNG: ${reason}, wanted a whole PNG`);
  }
  const { width, height, depth, palette, transparency } = decoded;
  const channels = palette ? palette[0]!.length : decoded.channels;
  const isGrey = channels < 3;
  const largest = palette ? 255 : 2 ** depth - 1;
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const colour = isGrey ? [0, 0, 0] : [0, 1, 2];
    const place = i * channels;
    for (const [to, from] of colour.entries()) {
      data[i * 4 + to] = Math.round(wide[place + from]! * 255 / largest);
    }
    const isKey = transparency !== undefined && !palette &&
      transparency.every((value, c) => value === wide[place + c]);
    const alpha = channels % 2 === 0 ? wide[place + channels - 1]! : isKey ? 0 : largest;
    data[i * 4 + 3] = Math.round(alpha * 255 / largest);
  }
  return { width, height, data };
}

/** Refuses what is no PNG, and pictures too large to hold, before anything is made of them. */
function checkHead(png: Uint8Array, most: number): void {
  if (png.length < 33 || SIGNATURE.some((byte, i) => png[i] !== byte)) {
    throw new SyntaxError(
      `Cannot decode PNG: ${png.length} bytes that begin with ` +
        `[${png.subarray(0, 8).join(", ")}], wanted the signature [${SIGNATURE.join(", ")}]`,
    );
  }
  const head = new DataView(png.buffer, png.byteOffset + 16, 8);
  const [width, height] = [head.getUint32(0), head.getUint32(4)];
  if (width === 0 || height === 0 || width * height > most) {
    throw new RangeError(
      `Cannot decode PNG: it is ${width} x ${height} pixels, wanted 1 to ${most} in all`,
    );
  }
  const [depth, isInterlaced] = [png[24]!, png[28] === 1];
  if (depth >= 8 || !isInterlaced) return;
  throw new RangeError(
    `Cannot decode PNG: it is interlaced with ${depth} bits a channel, wanted 8 or 16\n` +
      `Try: save it without interlacing`,
  );
}

/** Values of less than a byte, which fast-png leaves packed as they are in the file. */
function unpacked({ width, height, depth, channels, data }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const stride = Math.ceil(width * channels * depth / 8);
  return Uint8Array.from({ length: width * height * channels }, (_, i) => {
    const [row, bit] = [Math.floor(i / (width * channels)), i % (width * channels) * depth];
    const byte = data[row * stride + (bit >> 3)]!;
    return byte >> (8 - depth - (bit & 7)) & (2 ** depth - 1);
  });
}
