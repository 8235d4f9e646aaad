import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { type Bundle, image, setDisplaySink } from "@rederive/lib/show";
import { decode } from "./pictures.ts";

// 3 x 2: red green blue / black white half-transparent grey
const PIXELS = {
  width: 3,
  height: 2,
  data: Uint8Array.from(
    [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]].concat(
      [[0, 0, 0, 255], [255, 255, 255, 255], [128, 128, 128, 128]],
    ).flat(),
  ),
};
const COLOURS = [["#ff0000", "#00ff00", "#0000ff"], ["#000000", "#ffffff", "#80808080"]];

async function shown(...args: Parameters<typeof image>): Promise<[Bundle, unknown]> {
  let seen: [Bundle, unknown] | undefined;
  setDisplaySink((bundle, metadata) => seen = [bundle, metadata["image/png"]]);
  try {
    await image(...args);
  } finally {
    setDisplaySink(null);
  }
  return seen!;
}

const png = (bundle: Bundle) => Uint8Array.fromBase64(String(bundle["image/png"]));

Deno.test("image() makes a PNG of exactly the pixels, each a square", async () => {
  const [bundle, size] = await shown(PIXELS, { alt: "six colours", scale: 5 });
  const picture = decode(png(bundle));
  deepEqual([picture.width, picture.height], [15, 10]);
  deepEqual(size, { width: 15, height: 10, alt: "six colours" });
  for (let y = 0; y < 10; y++) {
    for (let x = 0; x < 15; x++) {
      equal(picture.at(x, y), COLOURS[Math.floor(y / 5)]![Math.floor(x / 5)]);
    }
  }
});

Deno.test("image() enlarges small pictures by a whole number, and leaves large ones alone", async () => {
  const [, small] = await shown(PIXELS, { alt: "six colours" });
  deepEqual(small, { width: 384, height: 256, alt: "six colours" });
  const large = { width: 500, height: 2, data: new Uint8Array(4000) };
  const [, same] = await shown(large, { alt: "nothing" });
  deepEqual(same, { width: 500, height: 2, alt: "nothing" });
});

Deno.test("image() takes clamped pixels and views into larger buffers", async () => {
  const padded = new Uint8ClampedArray(4 + PIXELS.data.length);
  padded.set(PIXELS.data, 4);
  const [bundle] = await shown({ ...PIXELS, data: padded.subarray(4) }, { alt: "x", scale: 1 });
  equal(decode(png(bundle)).at(2, 0), "#0000ff");
});

Deno.test("image() passes a finished PNG on as it is", async () => {
  const [first] = await shown(PIXELS, { alt: "six colours", scale: 2 });
  const [second, size] = await shown(png(first), { alt: "again" });
  equal(second["image/png"], first["image/png"]);
  deepEqual(size, { width: 6, height: 4, alt: "again" });
});

Deno.test("image() refuses what is no picture", async () => {
  const alt = "x";
  await rejects(image({ ...PIXELS, height: 3 }, { alt }), {
    name: "RangeError",
    message: "Cannot show image: it has 24 bytes, want 3 x 3 pixels of 4 bytes",
  });
  await rejects(image({ width: 0, height: 0, data: new Uint8Array() }, { alt }), /has 0 bytes/);
  await rejects(image(PIXELS, { alt, scale: 1.5 }), /scale is 1.5, want an integer >= 1/);
  await rejects(image(new Uint8Array(99), { alt }), /the bytes are no PNG, want a PNG or/);
  await rejects(image(PIXELS, { alt: "" }), /it has no alt, want one sentence on what it shows/);
});
