import { pictureTile as tileOf, type Tile } from "@rederive/lib/image";
import { SIZE } from "./shapes_world.ts";

export { drawTiles, tileRows } from "@rederive/lib/image";

/** One picture out of many. */
export function pictureTile(pixels: Float32Array, index: number): Tile {
  return tileOf(pixels, index, { edge: SIZE });
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
