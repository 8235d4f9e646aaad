import { Buffer } from "node:buffer";
import { PNG } from "pngjs";

/** A decoded picture: `at(x, y)` is its colour as `#rrggbb`, transparent ones with their alpha. */
export interface Picture {
  width: number;
  height: number;
  at(x: number, y: number): string;
}

/** Decodes a PNG with a decoder that is not ours. */
export function decode(png: Uint8Array): Picture {
  // pngjs needs Node's Buffer, which Deno makes of any bytes
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  const hex = (value: number) => value.toString(16).padStart(2, "0");
  return {
    width,
    height,
    at(x, y) {
      const i = (y * width + x) * 4;
      const alpha = data[i + 3]! === 255 ? "" : hex(data[i + 3]!);
      return `#${hex(data[i]!)}${hex(data[i + 1]!)}${hex(data[i + 2]!)}${alpha}`;
    },
  };
}

/** How many pixels have each colour. */
export function coloursOf({ width, height, at }: Picture): Map<string, number> {
  const counts = new Map<string, number>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) counts.set(at(x, y), (counts.get(at(x, y)) ?? 0) + 1);
  }
  return counts;
}

/** The columns and rows between which anything is drawn. */
export function inkOf({ width, height, at }: Picture, paper = "#ffffff") {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (at(x, y) === paper) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  return { left, right, top, bottom };
}
