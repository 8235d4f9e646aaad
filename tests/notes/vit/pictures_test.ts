import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import {
  choose,
  drawQuarters,
  drawSingles,
  quarterOfEach,
  turns,
} from "../../../notebooks/multimodal/vit/pictures.ts";

for (const size of [16, 24]) {
  Deno.test(`drawQuarters() of ${size} pixels puts one red thing where the class says`, () => {
    const { pixels, classes, quarters } = drawQuarters(200, { seed: 1, size });
    equal(pixels.length, 200 * 3 * size ** 2);
    for (let i = 0; i < 200; i++) {
      const colours = [...quarters.subarray(4 * i, 4 * i + 4)];
      equal(colours.indexOf(0), classes[i]);
      equal(colours.filter((colour) => colour === 0).length, 1);
    }
    deepEqual([...new Set(classes)].sort(), [0, 1, 2, 3]);
  });
}

Deno.test("drawQuarters() draws alike in all quarters, so a patch tells none", () => {
  const { pixels } = drawQuarters(300, { seed: 2 });
  // mean brightness at each place of a quarter; one picture's spreads by some 1.5 around it
  const means = new Float64Array(4 * 64);
  pixels.forEach((v, i) => {
    const [row, column] = [Math.floor(i % 256 / 16), i % 16];
    const quarter = Math.floor(row / 8) * 2 + Math.floor(column / 8);
    means[quarter * 64 + row % 8 * 8 + column % 8]! += v / 300;
  });
  for (let i = 0; i < 256; i++) {
    ok(Math.abs(means[i]! - means[i % 64]!) < 5 * 1.5 * Math.sqrt(2 / 300), `${i}`);
  }
});

Deno.test("drawQuarters() is as red in its class as its colours say", () => {
  const { pixels, classes } = drawQuarters(400, { seed: 3 });
  const redness = (i: number, quarter: number) => {
    let sum = 0;
    for (let p = 0; p < 256; p++) {
      if (Math.floor(p / 128) * 2 + Math.floor(p % 16 / 8) !== quarter) continue;
      const at = i * 768 + p;
      sum += pixels[at]! - pixels[at + 256]! / 2 - pixels[at + 512]! / 2;
    }
    return sum;
  };
  const right = [...classes].filter((own, i) => {
    const all = [0, 1, 2, 3].map((quarter) => redness(i, quarter));
    return all.indexOf(Math.max(...all)) === own;
  });
  ok(right.length > 280, `${right.length} of 400`); // 100 by chance
});

Deno.test("choose() and turns() give every picture its turn, with what belongs to it", () => {
  const set = drawQuarters(10, { seed: 4 });
  const take = turns(10, { batch: 5, random: stream(1) });
  deepEqual([...take(), ...take()].sort((a, b) => a - b), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const two = choose(set, [7, 2]);
  deepEqual([...two.classes], [set.classes[7], set.classes[2]]);
  equal(two.pixels[768], set.pixels[2 * 768]);
  deepEqual([...two.quarters.subarray(4)], [...set.quarters.subarray(8, 12)]);
});

Deno.test("quarterOfEach() tells every patch the colour of its quarter", () => {
  deepEqual(
    [...quarterOfEach(Int32Array.of(0, 1, 2, 3))],
    [0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3],
  );
});

Deno.test("drawSingles() draws all four shapes, the same for the same seed", () => {
  const set = drawSingles(40, { seed: 5 });
  deepEqual([...new Set(set.classes)].sort(), [0, 1, 2, 3]);
  equal(drawSingles(40, { seed: 5 }).pixels.findIndex((v, i) => v !== set.pixels[i]), -1);
  ok(drawSingles(40, { seed: 6 }).pixels.some((v, i) => v !== set.pixels[i]));
});
