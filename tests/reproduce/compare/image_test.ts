import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { PNG } from "pngjs";
import { compareImage } from "../../../scripts/reproduce/compare/image.ts";

function png(width: number, height: number, colour: (x: number, y: number) => number[]): string {
  const picture = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) picture.data.set(colour(x, y), 4 * (y * width + x));
  }
  return (PNG.sync.write(picture) as Buffer).toString("base64");
}

const ramp = (x: number, y: number) => [x, y, 128, 255];
const stored = png(100, 100, ramp);

/** The ramp with some pixels of the first rows turned white. */
function spotted(spots: number): string {
  return png(
    100,
    100,
    (x, y) => x % 2 === 0 && 50 * y + x / 2 < spots ? [255, 255, 255, 255] : ramp(x, y),
  );
}

Deno.test("compareImage() takes equal pictures as equal, however they were packed", async () => {
  assert.deepEqual(await compareImage(stored, stored.replace(/.{76}/g, "$&\n")), []);
  const other = PNG.sync.write(PNG.sync.read(Buffer.from(stored, "base64")), { deflateLevel: 0 });
  assert.notEqual(other.toString("base64"), stored);
  assert.deepEqual(await compareImage(stored, other.toString("base64")), []);
});

Deno.test("compareImage() takes a level of a channel for rounding", async () => {
  const rounded = png(100, 100, (x, y) => [Math.min(255, x + 1), y, 129, 255]);
  assert.deepEqual(await compareImage(stored, rounded), []);
});

Deno.test("compareImage() allows 0.05 % of the pixels and not one more", async () => {
  assert.deepEqual(await compareImage(stored, spotted(5)), []);
  assert.deepEqual(await compareImage(stored, spotted(6)), [
    { at: "pixels", want: "at most 5 of 10000 that differ", got: "6" },
  ]);
  assert.deepEqual(await compareImage(stored, spotted(6), { share: 0.001 }), []);
});

Deno.test("compareImage() allows no pixel of a small picture", async () => {
  const small = (first: number) => png(8, 8, (x, y) => [x + y === 0 ? first : 0, 0, 0, 255]);
  assert.equal((await compareImage(small(0), small(255))).length, 1);
});

Deno.test("compareImage() wants the same size", async () => {
  assert.deepEqual(await compareImage(stored, png(100, 99, ramp)), [
    { at: "size", want: "100×100 pixels", got: "100×99 pixels" },
  ]);
});

Deno.test("compareImage() says when a picture cannot be read", async () => {
  assert.deepEqual(await compareImage(stored, "AAAA"), [
    { at: "image", want: "a picture", got: "no readable PNG" },
  ]);
});
