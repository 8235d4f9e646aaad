import { stream } from "@rederive/lib/random";
import {
  coverage,
  EDGE,
  everyThing,
  FORMS,
  paintScenes,
  PLACES,
  type Scene,
  type Shape,
  SHAPES,
  type Thing,
} from "@rederive/lib/shapes";
import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";

/** Points within each shape, in radii: as one sees them, not as they are computed. */
const INSIDE: Record<Shape, readonly (readonly [number, number])[]> = {
  disc: [[0, 0], [0.6, 0.6], [-0.6, 0.6], [0, -0.8]],
  ring: [[0.75, 0], [0, -0.75], [-0.53, 0.53]],
  cross: [[0, 0], [0.8, 0], [-0.8, 0], [0, 0.8], [0, -0.8]],
  saltire: [[0, 0], [0.6, 0.6], [-0.6, 0.6], [0.6, -0.6], [-0.6, -0.6]],
  square: [[0, 0], [0.7, 0.7], [-0.7, 0.7], [0.7, -0.7], [-0.7, -0.7]],
  diamond: [[0, 0], [0.95, 0], [-0.95, 0], [0, 0.95], [0, -0.95]],
  triangle: [[0, 0.3], [0, -0.6], [0.7, 0.6], [-0.7, 0.6]],
  corner: [[0.6, 0], [0, -0.6], [0.7, 0.7], [-0.7, -0.7], [0.7, -0.7]],
};
const OUTSIDE: Record<Shape, readonly (readonly [number, number])[]> = {
  disc: [[0.85, 0.85], [0, 1.3]],
  ring: [[0, 0], [1, 1], [0.15, 0.15]],
  cross: [[0.7, 0.7], [-0.7, 0.7], [0.7, -0.7], [-0.7, -0.7]],
  saltire: [[0.9, 0], [-0.9, 0], [0, 0.9], [0, -0.9]],
  square: [[1.1, 0], [0, -1.1]],
  diamond: [[0.8, 0.8], [-0.8, 0.8]],
  triangle: [[0.7, -0.6], [-0.7, -0.6], [0, 1]],
  corner: [[0, 0], [-0.5, 0.5], [0.1, 0.7], [-0.7, 0]],
};

for (const shape of SHAPES) {
  Deno.test(`coverage() is full within a ${shape} and none beside it`, () => {
    const at = ([x, y]: readonly [number, number]) => coverage(shape, { x, y, radius: 100 });
    deepEqual(INSIDE[shape].map(at), INSIDE[shape].map(() => 1));
    deepEqual(OUTSIDE[shape].map(at), OUTSIDE[shape].map(() => 0));
  });
}

Deno.test("coverage() of all pixels is the area of a disc, a square and a cross", () => {
  const radius = 5;
  const areaOf = (shape: Shape) => {
    let sum = 0;
    for (let i = 0; i < 400; i++) {
      const [x, y] = [(i % 20 - 9.5) / radius, (Math.floor(i / 20) - 9.5) / radius];
      sum += coverage(shape, { x, y, radius });
    }
    return sum / radius ** 2;
  };
  // a quarter of a pixel, at most, at each end of an edge: 8 of 25
  for (const [shape, area] of [["disc", Math.PI], ["square", 1.7 ** 2], ["cross", 2.04]] as const) {
    assert(Math.abs(areaOf(shape) - area) < 0.08, `${shape}: ${areaOf(shape)}, wanted ${area}`);
  }
});

Deno.test("coverage() knows no other shape", () => {
  const isShape = /^Cannot draw a shape: it is "star", wanted disc, ring, /;
  assert.throws(() => coverage("star" as Shape, { x: 0, y: 0, radius: 1 }), {
    name: "RangeError",
    message: isShape,
  });
});

/** Where a picture is much brighter than its ground in some channel. */
function brightPixels(picture: Float32Array): number[] {
  const pixels = Array.from({ length: EDGE ** 2 }, (_, at) => at);
  return pixels.filter((at) => [0, 1, 2].some((c) => picture[c * EDGE ** 2 + at]! > -0.3));
}

const quarterOf = (at: number) =>
  PLACES[2 * Number(Math.floor(at / EDGE) >= EDGE / 2) + Number(at % EDGE >= EDGE / 2)]!;

const things = everyThing();
const { pixels, painted } = paintScenes(stream(3), things.map((thing) => [thing]), { noise: 0 });
const pictureOf = (i: number) => pixels.subarray(i * 768, (i + 1) * 768);

Deno.test("a thing lies in its quarter and nowhere else", () => {
  const wrong = things.filter(({ place }, i) => {
    const bright = brightPixels(pictureOf(i));
    return bright.length < 5 || bright.some((at) => quarterOf(at) !== place);
  });
  deepEqual(wrong, []);
});

Deno.test("a thing has its colour: which of red, green and blue are bright tells", () => {
  const colourOf: Record<string, Thing["colour"]> = {
    "100": "red",
    "010": "green",
    "001": "blue",
    "110": "yellow",
  };
  const wrong = things.filter(({ colour }, i) => {
    const lit = [0, 1, 2].map((c) =>
      Number(Math.max(...pictureOf(i).subarray(c * 256, (c + 1) * 256)) > 0)
    );
    return colourOf[lit.join("")] !== colour;
  });
  deepEqual(wrong, []);
});

Deno.test("a thing has its shape and size: the middle of a ring is empty, a large one covers more", () => {
  const wrong = things.filter(({ shape, size }, i) => {
    const { x, y, radius } = painted[i]![0]!;
    const lit = brightPixels(pictureOf(i));
    const isMiddleLit = lit.includes(Math.floor(y) * EDGE + Math.floor(x));
    const isLarge = radius > 3;
    return isMiddleLit !== (shape !== "ring") || isLarge !== (size === "large");
  });
  deepEqual(wrong, []);
  for (const form of FORMS) {
    const areas = { small: [] as number[], large: [] as number[] };
    things.forEach(({ shape, size }, i) => {
      if (shape === form) areas[size].push(brightPixels(pictureOf(i)).length);
    });
    assert(Math.max(...areas.small) < Math.min(...areas.large), `${form}: sizes overlap`);
  }
});

Deno.test("what is painted of two things is what is painted of each", () => {
  const scene: Scene = [
    { size: "large", colour: "red", shape: "square", place: "lower right" },
    { size: "large", colour: "blue", shape: "square", place: "upper left" },
  ];
  const { pixels } = paintScenes(stream(1), [scene], { noise: 0 });
  const brightest = (at: number) => [0, 1, 2].map((c) => pixels[c * 256 + at]! > 0);
  deepEqual(brightest(12 * 16 + 12), [true, false, false]);
  deepEqual(brightest(4 * 16 + 4), [false, false, true]);
  const quarters = new Set(brightPixels(pixels).map(quarterOf));
  deepEqual(quarters, new Set(["lower right", "upper left"]));
});

Deno.test("noise has the deviation asked for", () => {
  const scenes = things.slice(0, 16).map((thing) => [thing]);
  // the bottom row of things in the upper half is ground, one value a picture and channel
  const { pixels } = paintScenes(
    stream(2),
    scenes.filter(([thing]) => /upper/.test(thing!.place)),
    {
      noise: 0.2,
    },
  );
  let [squares, count] = [0, 0];
  for (let plane = 0; plane < pixels.length / 256; plane++) {
    const row = Array.from(pixels.subarray(plane * 256 + 128, (plane + 1) * 256));
    const mean = row.reduce((a, b) => a + b, 0) / row.length;
    squares += row.reduce((sum, v) => sum + (v - mean) ** 2, 0);
    count += row.length - 1;
  }
  // 3048 degrees of freedom: the deviation is right to 1.3 %, four times that is allowed
  assert(Math.abs(Math.sqrt(squares / count) - 0.2) < 0.011, `${Math.sqrt(squares / count)}`);
});

Deno.test("pictures are the same again, and two of one scene are not the same", () => {
  const [thing] = things;
  const { pixels } = paintScenes(stream(5), [[thing!], [thing!]]);
  equal(
    paintScenes(stream(5), [[thing!], [thing!]]).pixels.findIndex((v, i) => v !== pixels[i]),
    -1,
  );
  const unlike = pixels.subarray(0, 768).filter((v, i) => Math.abs(v - pixels[768 + i]!) > 0.01);
  assert(unlike.length > 400);
});
