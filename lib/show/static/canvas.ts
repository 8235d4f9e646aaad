import { deflateSync } from "node:zlib";
import { assemblePng, type Pixels, scanlines } from "../png.ts";

interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

/** The 2-D canvas that heatmaps and images draw on: pixels and solid rectangles. */
export class Canvas2d {
  fillStyle = "#000";
  readonly canvas: CanvasSize;
  readonly #pixels: Uint8ClampedArray;

  constructor(canvas: CanvasSize) {
    this.canvas = canvas;
    this.#pixels = new Uint8ClampedArray(canvas.width * canvas.height * 4);
  }

  createImageData(width: number, height: number): Pixels {
    return { width, height, data: new Uint8ClampedArray(width * height * 4) };
  }

  putImageData({ width, height, data }: Pixels, left: number, top: number): void {
    for (let y = 0; y < height; y++) {
      const row = data.subarray(y * width * 4, (y + 1) * width * 4);
      this.#pixels.set(row, ((y + top) * this.canvas.width + left) * 4);
    }
  }

  fillRect(left: number, top: number, width: number, height: number): void {
    const colour = parseColour(this.fillStyle);
    const bottom = Math.min(this.canvas.height, Math.round(top + height));
    const right = Math.min(this.canvas.width, Math.round(left + width));
    for (let y = Math.max(0, Math.round(top)); y < bottom; y++) {
      for (let x = Math.max(0, Math.round(left)); x < right; x++) {
        this.#pixels.set(colour, (y * this.canvas.width + x) * 4);
      }
    }
  }

  toDataURL(): string {
    const pixels = { ...this.#size(), data: this.#pixels };
    const png = assemblePng(pixels, deflateSync(scanlines(pixels)));
    return `data:image/png;base64,${png.toBase64()}`;
  }

  #size(): CanvasSize {
    return { width: this.canvas.width, height: this.canvas.height };
  }
}

function parseColour(style: string): [number, number, number, number] {
  const hex = /^#(..)(..)(..)$/.exec(style);
  if (hex) {
    const [r = 0, g = 0, b = 0] = hex.slice(1).map((digits) => Number.parseInt(digits, 16));
    return [r, g, b, 255];
  }
  const [r = 0, g = 0, b = 0, alpha = 1] = (style.match(/[\d.]+/g) ?? []).map(Number);
  return [r, g, b, Math.round(alpha * 255)];
}
