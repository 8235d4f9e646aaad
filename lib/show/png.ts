/** RGBA pixels, row by row from the top, four bytes each. */
export interface Pixels {
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** `width * height * 4` bytes. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Compresses to a zlib stream; the caller chooses a synchronous or a streaming one. */
export type Deflate<T> = (scanlines: Uint8Array<ArrayBuffer>) => T;

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/** A PNG's scanlines before compression: each row with filter 0 in front. */
export function scanlines({ width, height, data }: Pixels): Uint8Array<ArrayBuffer> {
  const stride = width * 4;
  const lines = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    lines.set(data.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  }
  return lines;
}

/** A PNG of 8-bit RGBA from its compressed scanlines. */
export function assemblePng(
  { width, height }: { width: number; height: number },
  compressed: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA, and the only methods there are
  const parts = [
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", compressed),
    chunk("IEND", new Uint8Array()),
  ];
  const png = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    png.set(part, at);
    at += part.length;
  }
  return png;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
