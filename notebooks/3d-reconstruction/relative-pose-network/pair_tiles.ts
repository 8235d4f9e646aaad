import type { PlacedTile, Tile } from "@rederive/lib/image";
import { type Pairs, SIDE } from "./views.ts";

/** The first pairs of a set, the first picture above the second, two pixels between. */
export function pairTiles({ patches }: Pairs, count: number): PlacedTile[] {
  return Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    patches.map((each, side) => ({
      tile: tileOf(each, i),
      x: i * (SIDE + 2),
      y: side * (SIDE + 2),
    }))
  );
}

/** A picture put together from its patches again. */
function tileOf(patches: Float32Array, index: number): Tile {
  const at = (x: number, y: number) => {
    const patch = 4 * Math.floor(y / 4) + Math.floor(x / 4);
    const start = ((index * 16 + patch) * 16 + 4 * (y % 4) + x % 4) * 3;
    // patches are 4 c - 1.5 of a colour c from 0 to 1
    return [0, 1, 2].map((c) => (patches[start + c]! + 1.5) / 2 - 1);
  };
  return { width: SIDE, height: SIDE, at };
}
