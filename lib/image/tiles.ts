import type { Pixels } from "../show/png.ts";

/** A piece of an image, pixel by pixel. */
export interface Tile {
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Red, green and blue of a pixel, -1 to 1; what lies outside is cut off. */
  readonly at: (x: number, y: number) => readonly number[];
}

/** Where a tile lies on a sheet. */
export interface PlacedTile {
  /** What lies there. */
  readonly tile: Tile;
  /** Of its left edge. */
  readonly x: number;
  /** Of its upper edge. */
  readonly y: number;
}

/**
 * One picture of many, (pictures, 3, edge, edge), as a tile.
 *
 * @example
 * ```ts
 * import { pictureTile } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * const pixels = Float32Array.from({ length: 24 }, (_, i) => i); // two pictures of 2 by 2
 * deepEqual(pictureTile(pixels, 1, { edge: 2 }).at(1, 0), [13, 17, 21]);
 * ```
 */
export function pictureTile(
  pixels: Float32Array,
  index: number,
  { edge }: { edge: number },
): Tile {
  const at = (x: number, y: number) =>
    [0, 1, 2].map((c) => pixels[((index * 3 + c) * edge + y) * edge + x]!);
  return { width: edge, height: edge, at };
}

/**
 * Tiles at places of a white sheet.
 *
 * @example
 * ```ts
 * import { drawTiles } from "@rederive/lib/image";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * const red = { width: 1, height: 1, at: () => [1, -1, -1] };
 * const { data } = drawTiles([{ tile: red, x: 1, y: 0 }], { width: 2, height: 1 });
 * deepEqual(data, Uint8Array.of(255, 255, 255, 255, 255, 0, 0, 255));
 * ```
 */
export function drawTiles(
  placed: readonly PlacedTile[],
  { width, height }: { width: number; height: number },
): Pixels {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (const { tile, x: left, y: top } of placed) {
    for (let y = 0; y < tile.height; y++) {
      for (let x = 0; x < tile.width; x++) {
        const rgb = tile.at(x, y).map((v) =>
          Math.round(127.5 * (Math.min(1, Math.max(-1, v)) + 1))
        );
        data.set(rgb, ((top + y) * width + left + x) * 4);
      }
    }
  }
  return { width, height, data };
}

/**
 * Rows of tiles, `gap` pixels of white between them; 2 unless given.
 *
 * @example
 * ```ts
 * import { tileRows } from "@rederive/lib/image";
 * import { strictEqual as equal } from "node:assert/strict";
 * const grey = { width: 3, height: 2, at: () => [0, 0, 0] };
 * const { width, height } = tileRows([[grey, grey], [grey]], { gap: 1 });
 * equal(`${width} by ${height}`, "7 by 5");
 * ```
 */
export function tileRows(
  rows: readonly (readonly Tile[])[],
  { gap = 2 }: { gap?: number } = {},
): Pixels {
  let [width, height] = [0, 0];
  const placed = rows.flatMap((row) => {
    let x = 0;
    const y = height;
    const tiles = row.map((tile) => {
      const at = { tile, x, y };
      x += tile.width + gap;
      return at;
    });
    width = Math.max(width, x - gap);
    height += Math.max(...row.map(({ height }) => height)) + gap;
    return tiles;
  });
  return drawTiles(placed, { width, height: height - gap });
}
