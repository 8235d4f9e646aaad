import type { Pixels } from "../show/mod.ts";
import type { Colour } from "../scene/mod.ts";

/** Squares of the canvas along an edge of a pixel: edges are averages of so many squared. */
const FINE = 2;

/** What is nearest at each place so far; finer than the picture that is made of it. */
export class Canvas {
  /** Columns and rows of the canvas. */
  readonly width: number;
  readonly height: number;
  readonly #rgb: Float32Array;
  readonly #depth: Float64Array;

  constructor(size: { width: number; height: number }, background: Colour) {
    this.width = FINE * size.width;
    this.height = FINE * size.height;
    this.#depth = new Float64Array(this.width * this.height).fill(Infinity);
    this.#rgb = Float32Array.from(
      { length: 3 * this.width * this.height },
      (_, i) => background[i % 3]!,
    );
  }

  /** A disc about a place of the picture, in pixels; as deep all over as its middle. */
  disc([x, y]: readonly [number, number], depth: number, radius: number, colour: Colour): void {
    const [cx, cy, r] = [FINE * x, FINE * y, FINE * radius];
    const [left, right] = within(cx - r, cx + r, this.width);
    const [top, bottom] = within(cy - r, cy + r, this.height);
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        if ((column + 0.5 - cx) ** 2 + (row + 0.5 - cy) ** 2 > r * r) continue;
        this.#put(row * this.width + column, depth, colour);
      }
    }
  }

  #put(at: number, depth: number, colour: Colour): void {
    if (!(depth < this.#depth[at]!)) return;
    this.#depth[at] = depth;
    this.#rgb.set(colour, 3 * at);
  }

  /** The picture. */
  pixels(): Pixels {
    const [width, height] = [this.width / FINE, this.height / FINE];
    const data = new Uint8ClampedArray(4 * width * height);
    for (let i = 0; i < width * height; i++) {
      const [row, column] = [FINE * Math.floor(i / width), FINE * (i % width)];
      for (let c = 0; c < 3; c++) data[4 * i + c] = 255 * this.#mean(row, column, c);
      data[4 * i + 3] = 255;
    }
    return { width, height, data };
  }

  #mean(row: number, column: number, channel: number): number {
    let sum = 0;
    for (let k = 0; k < FINE * FINE; k++) {
      const at = (row + Math.floor(k / FINE)) * this.width + column + k % FINE;
      sum += this.#rgb[3 * at + channel]!;
    }
    return sum / FINE ** 2;
  }
}

/** The squares from one edge to another that are on the canvas. */
function within(from: number, to: number, size: number): [number, number] {
  return [Math.max(0, Math.floor(from)), Math.min(size, Math.ceil(to))];
}
