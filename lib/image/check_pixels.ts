import type { Pixels } from "../show/png.ts";

/** Throws unless a picture has four bytes a pixel, and a pixel. */
export function checkPixels(action: string, { width, height, data }: Pixels): void {
  if (data.length === width * height * 4 && data.length > 0) return;
  throw new RangeError(
    `Cannot ${action}: ${data.length} bytes for ${width} x ${height} pixels, ` +
      `wanted four a pixel, at least one pixel`,
  );
}
