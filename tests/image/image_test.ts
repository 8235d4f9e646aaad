import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import {
  clipInput,
  crop,
  decodePng,
  encodePng,
  type Filter,
  fromPlanes,
  HALF_NORMAL,
  type Pixels,
  resize,
  resizePlanes,
  toPlanes,
  vitInput,
} from "@rederive/lib/image";

type Row = [filter: Filter, width: number, height: number, data: string];

interface Golden {
  files: [name: string, file: string, width: number, height: number, rgba: string][];
  picture: { width: number; height: number; rgb: string };
  resized: Row[];
  planes: { width: number; height: number; plane: string; rows: Row[] };
  inputs: [model: string, name: string, rgb: string, width: number, height: number, out: string][];
}

const golden = JSON.parse(
  Deno.readTextFileSync(new URL("./fixtures/golden.json", import.meta.url)),
) as Golden;

const bytesOf = (text: string) => Uint8Array.fromBase64(text);
const floatsOf = (text: string) => new Float32Array(bytesOf(text).buffer);

function opaque(rgb: Uint8Array, width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < rgb.length; i++) data[Math.floor(i / 3) * 4 + i % 3] = rgb[i]!;
  return { width, height, data };
}

const { width, height, rgb } = golden.picture;
const picture = opaque(bytesOf(rgb), width, height);

for (const [name, file, width, height, rgba] of golden.files) {
  Deno.test(`decodePng() reads what Pillow reads: ${name}`, () => {
    deepEqual(decodePng(bytesOf(file)), { width, height, data: bytesOf(rgba) });
  });
}

Deno.test("what encodePng() writes is read back", async () => {
  const data = Uint8Array.from({ length: 7 * 5 * 4 }, (_, i) => i * 37 % 256);
  deepEqual(decodePng(await encodePng({ width: 7, height: 5, data })), {
    width: 7,
    height: 5,
    data,
  });
});

for (const [filter, width, height, want] of golden.resized) {
  Deno.test(`resize() is Pillow's to the byte: ${filter} to ${width}x${height}`, () => {
    deepEqual(
      resize(picture, { width, height, filter }),
      opaque(bytesOf(want), width, height),
    );
  });
}

for (const [filter, width, height, want] of golden.planes.rows) {
  Deno.test(`resizePlanes() is Pillow's for floats: ${filter} to ${width}x${height}`, () => {
    const { plane, width: columns, height: rows } = golden.planes;
    const one = floatsOf(plane);
    const values = Float32Array.from([...one, ...one.map((v) => -2 * v)]);
    const got = resizePlanes({ shape: [2, rows, columns], values }, { width, height, filter });
    deepEqual(got.shape, [2, height, width]);
    const first = floatsOf(want);
    // both sum in f64 and round to f32 after each of two passes: an ulp of values up to 12 a pass
    const both = Float32Array.from([...first, ...first.map((v) => -2 * v)]);
    assertClose(got.values, both, { abs: 2 * 2 ** -21, rel: 0 });
  });
}

for (const [model, name, rgb, width, height, want] of golden.inputs) {
  Deno.test(`${model}Input() prepares as the model's own processor does: a ${name} picture`, () => {
    const pixels = opaque(bytesOf(rgb), width, height);
    const got = model === "clip" ? clipInput(pixels, { size: 16 }) : vitInput(pixels, { size: 14 });
    // bytes are equal; then three roundings of f32 on values up to 1 / 0.26, and the constants'
    assertClose(got.values, floatsOf(want), { abs: 4 * 2 ** -22, rel: 0 });
  });
}

Deno.test("planes and pictures are each other's inverse", () => {
  deepEqual(fromPlanes(toPlanes(picture)).data, Uint8ClampedArray.from(picture.data));
  const planes = toPlanes(picture, HALF_NORMAL);
  deepEqual(fromPlanes(planes, HALF_NORMAL).data, Uint8ClampedArray.from(picture.data));
  equal(planes.values[0], Math.fround((picture.data[0]! / 255 - 0.5) / 0.5));
  equal(
    planes.values[width * height * 2 + width], // blue, second row, first column
    Math.fround((picture.data[width * 4 + 2]! / 255 - 0.5) / 0.5),
  );
});

Deno.test("crop() takes the middle, rounded to the left and up as the processors do, or what it is told", () => {
  const at = (
    pixels: Pixels,
    x: number,
    y: number,
  ) => [...pixels.data.subarray((y * pixels.width + x) * 4, (y * pixels.width + x) * 4 + 4)];
  const middle = crop(picture, { width: 10, height: 4 });
  deepEqual(at(middle, 9, 3), at(picture, 13 + 9, 9 + 3));
  const corner = crop(picture, { width: 2, height: 3, left: 35, top: 20 });
  deepEqual(at(corner, 1, 2), at(picture, 36, 22));
});

Deno.test("a picture's wrong sizes are refused", () => {
  const odd: Pixels = { width: 2, height: 2, data: new Uint8Array(15) };
  const wanted = /15 bytes for 2 x 2 pixels, wanted four a pixel, at least one pixel/;
  throws(() => resize(odd, { width: 1, height: 1 }), wanted);
  throws(() => toPlanes(odd), wanted);
  throws(() => crop(odd, { width: 1, height: 1 }), wanted);
  throws(
    () => resize(picture, { width: 0, height: 1 }),
    /Cannot resize: to 0 x 1, wanted integers/,
  );
  throws(() => resize(picture, { width: NaN, height: 1 }), /Cannot resize: to NaN x 1, wanted/);
  throws(
    () => resize(picture, { width: 1, height: 1, filter: "toString" as Filter }),
    /Cannot resize: filter is "toString", wanted "bilinear" or "bicubic"/,
  );
  throws(
    () => crop(picture, { width: 38, height: 1 }),
    /Cannot crop: 38 x 1 at \(-1, 11\), wanted a part of 37 x 23 pixels/,
  );
  const planes = { shape: [2, 1, 1] as const, values: new Float32Array(2) };
  throws(() => fromPlanes(planes), /Cannot make a picture: 2 planes, wanted 1 or 3/);
  throws(
    () => resizePlanes({ ...planes, shape: [1, 1, 1] }, { width: 1, height: 1 }),
    /Cannot resize: 2 elements for the shape \(1, 1, 1\), wanted C H W of them/,
  );
});
