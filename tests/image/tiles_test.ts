import { drawTiles, pictureTile, tileRows } from "@rederive/lib/image";
import { deepStrictEqual as deepEqual } from "node:assert/strict";

const grey = (value: number, width = 1, height = 1) => ({
  width,
  height,
  at: () => [value, value, value],
});

/** The red of each pixel, row by row. */
function reds({ width, data }: { width: number; data: ArrayLike<number> }): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i < data.length; i += 4) {
    if (i % (4 * width) === 0) rows.push([]);
    rows.at(-1)!.push(data[i]!);
  }
  return rows;
}

Deno.test("a picture's pixels come to their places, each channel to its own", () => {
  const pixels = Float32Array.from({ length: 24 }, (_, i) => i >= 12 ? 40 * (i - 12) / 255 - 1 : 9);
  const tile = pictureTile(pixels, 1, { edge: 2 });
  const { data } = drawTiles([{ tile, x: 0, y: 0 }], { width: 2, height: 2 });
  const byte = (k: number) => 20 * k;
  const pixel = (k: number) => [byte(k), byte(4 + k), byte(8 + k), 255];
  deepEqual([...data], [0, 1, 2, 3].flatMap(pixel));
});

Deno.test("a sheet is white where no tile lies; what is outside -1 to 1 is cut off", () => {
  const placed = [{ tile: grey(-7), x: 1, y: 0 }, { tile: grey(7, 1, 2), x: 2, y: 0 }];
  deepEqual(reds(drawTiles(placed, { width: 3, height: 2 })), [[255, 0, 255], [255, 255, 255]]);
});

Deno.test("rows of tiles lie below one another, each as high as its highest", () => {
  const sheet = tileRows([[grey(-1, 1, 2), grey(-1)], [grey(-1, 2)]], { gap: 1 });
  deepEqual(reds(sheet), [[0, 255, 0], [0, 255, 255], [255, 255, 255], [0, 0, 255]]);
});
