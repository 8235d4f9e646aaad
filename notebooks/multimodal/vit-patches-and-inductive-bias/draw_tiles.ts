import type { Pixels } from "@rederive/lib/image";
import { SIZE } from "./shapes_world.ts";

/** A tile of an image: a piece of a picture, or squares in greys. */
export interface Tile {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of a pixel, each -1 to 1. */
  readonly at: (x: number, y: number) => readonly number[];
}

/** One picture out of many. */
export function pictureTile(pixels: Float32Array, index: number): Tile {
  const plane = SIZE ** 2;
  const at = (x: number, y: number) =>
    [0, 1, 2].map((c) => pixels[(index * 3 + c) * plane + y * SIZE + x]!);
  return { width: SIZE, height: SIZE, at };
}

/** One patch of a picture; `enlarge` draws each pixel as so many. */
export function patchTile(picture: Tile, patch: number, size: number): Tile {
  const across = picture.width / size;
  const [left, top] = [(patch % across) * size, Math.floor(patch / across) * size];
  return { width: size, height: size, at: (x, y) => picture.at(left + x, top + y) };
}

/** A picture dimmed where `shares`, one a patch, are small. */
export function dimmed(picture: Tile, shares: ArrayLike<number>, size: number): Tile {
  const across = picture.width / size;
  const most = Math.max(...Array.from(shares));
  return {
    ...picture,
    at: (x, y) => {
      const light = shares[Math.floor(y / size) * across + Math.floor(x / size)]! / most;
      return picture.at(x, y).map((v) => (v + 1) * (0.08 + 0.92 * light) - 1);
    },
  };
}

/** Tiles at places of a white sheet. */
export function drawTiles(
  placed: readonly { tile: Tile; x: number; y: number }[],
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

/** Rows of tiles, `gap` pixels of white between them. */
export function tileRows(rows: readonly (readonly Tile[])[], gap = 2): Pixels {
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
