import type { Tile } from "@rederive/lib/image";
import type { SceneView } from "@rederive/lib/scene";
import { PATCH, PATCHES, PLACES, SIZE } from "./room_pairs.ts";

/** A view as a tile. */
export function pictureOf({ rgb }: Pick<SceneView, "rgb">): Tile {
  const at = (x: number, y: number) =>
    [0, 1, 2].map((c) => 2 * Math.sqrt(rgb[3 * (SIZE * y + x) + c]!) - 1);
  return { width: SIZE, height: SIZE, at };
}

/** Steps of brightness, so that the last digits of a depth do not matter. */
const STEPS = 12;
/** At this depth, in units of the pair, a place is dark. */
const FAR = 2;

/** Depths of one picture of a list as a tile: four by four pixels for a place, near is light. */
export function depthTile(depths: ArrayLike<number>, picture: number): Tile {
  const across = SIZE / PATCH;
  const at = (x: number, y: number) => {
    const patch = Math.floor(y / PATCH) * across + Math.floor(x / PATCH);
    const place = Math.floor((y % PATCH) / 4) * 2 + Math.floor((x % PATCH) / 4);
    const depth = depths[(picture * PATCHES + patch) * PLACES + place]!;
    const light = 1 - Math.min(1, Math.max(0, depth / FAR));
    const stepped = Math.round(light * STEPS) / STEPS;
    return [0, 1, 2].map(() => 2 * stepped - 1);
  };
  return { width: SIZE, height: SIZE, at };
}
