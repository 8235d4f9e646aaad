import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { holdOut, sceneLabel, swap } from "@rederive/lib/shapes";
import { caught, crawl } from "../../../notebooks/multimodal/blip/crawl.ts";
import {
  captionAt,
  countCaptions,
  drawPairs,
  drawTwins,
  exchanged,
  isTrueOf,
  join,
  PIXELS,
  swapped,
  where,
} from "../../../notebooks/multimodal/blip/pairs.ts";
import {
  captionOf,
  decode,
  encode,
  LONGEST,
  VOCABULARY,
} from "../../../notebooks/multimodal/blip/words.ts";

Deno.test("a caption goes to ids and back, without signs", () => {
  const { scenes, ids } = drawPairs(20, { seed: 5 });
  equal(ids.length, 20 * LONGEST);
  ok(ids.every((id) => id > 2 && id < VOCABULARY - 2)); // words, no signs
  scenes.forEach((scene, row) => {
    deepEqual(decode(captionAt({ ids }, row)), captionOf(scene));
  });
});

Deno.test("no pair, and none with its colours swapped, shows a combination that is held out", () => {
  const isHeldOut = holdOut();
  const { scenes } = drawPairs(300, { seed: 1 });
  ok(scenes.every((scene) => !scene.some(isHeldOut) && !swap(scene, "colour").some(isHeldOut)));
  ok(drawPairs(100, { seed: 1, heldOut: true }).scenes.every((scene) => scene.every(isHeldOut)));
});

Deno.test("distinct pairs have distinct captions, whichever thing is told first", () => {
  const { scenes } = drawPairs(200, { seed: 2, distinct: true });
  const labels = scenes.map((scene) =>
    sceneLabel(scene.map((thing) => ({ ...thing, size: "large" })))
  );
  equal(new Set(labels).size, 200);
});

Deno.test("a swapped caption has the same words and is wrong", () => {
  const pairs = drawPairs(100, { seed: 3 });
  const ids = swapped(pairs);
  pairs.scenes.forEach((scene, row) => {
    const [own, other] = [captionAt(pairs, row), captionAt({ ids }, row)];
    deepEqual([...own].sort(), [...other].sort());
    ok(isTrueOf(own, scene));
    ok(!isTrueOf(other, scene));
  });
});

Deno.test("isTrueOf() takes the two things in either order, and nothing less", () => {
  const { scenes: [scene] } = drawPairs(1, { seed: 4 });
  const words = captionOf(scene!.toReversed());
  ok(isTrueOf(encode([words]), scene!));
  ok(!isTrueOf(encode([words.with(0, words[0] === "red" ? "blue" : "red")]), scene!));
  ok(!isTrueOf(encode([words.slice(0, 4)]), scene!));
});

Deno.test("a crawl has its share of wrong captions, all of them wrong, and the rest as they were", () => {
  const pairs = drawPairs(250, { seed: 6 });
  const { pixels, ids, isWrong } = crawl(pairs, { share: 0.4, seed: 6 });
  equal(pixels, pairs.pixels);
  equal(isWrong.filter(Boolean).length, 100);
  pairs.scenes.forEach((scene, row) => {
    equal(isTrueOf(captionAt({ ids }, row), scene), !isWrong[row]);
  });
});

Deno.test("caught() counts in percent of what was thrown out, and of what was wrong", () => {
  const isWrong = [true, true, true, true, false, false];
  const found = caught([true, true, true, false, true, false], isWrong);
  deepEqual(found, { precision: 75, recall: 75 });
  deepEqual(caught([true, false, false, false, false, false], isWrong), {
    precision: 100,
    recall: 25,
  });
});

Deno.test("exchanged() gives each caption the next picture, and the last the first", () => {
  const { pixels, ids } = drawPairs(3, { seed: 7 });
  const moved = exchanged({ pixels, ids });
  equal(moved.ids, ids);
  deepEqual([...moved.pixels.subarray(0, 9)], [...pixels.subarray(PIXELS, PIXELS + 9)]);
  deepEqual([...moved.pixels.subarray(2 * PIXELS, 2 * PIXELS + 9)], [...pixels.subarray(0, 9)]);
});

Deno.test("countCaptions() counts what can be drawn", () => {
  const { scenes } = drawPairs(6000, { seed: 8 });
  equal(new Set(scenes.map((scene) => captionOf(scene).join(" "))).size, countCaptions());
});

Deno.test("a twin stands behind its scene, with the colours exchanged", () => {
  const { scenes, ids } = drawTwins(6, { seed: 9 });
  equal(scenes.length, 6);
  for (const row of [0, 2, 4]) {
    deepEqual(scenes[row + 1], swap(scenes[row]!, "colour"));
    ok(isTrueOf(captionAt({ ids }, row + 1), scenes[row + 1]!));
  }
});

Deno.test("where() keeps pictures with their captions, and join() puts sets behind each other", () => {
  const pairs = drawPairs(4, { seed: 10 });
  const kept = where(pairs, [false, true, false, true]);
  deepEqual([...kept.ids], [...captionAt(pairs, 1), ...captionAt(pairs, 3)]);
  deepEqual(
    [0, 1].map((row) => kept.pixels[row * PIXELS]),
    [1, 3].map((row) => pairs.pixels[row * PIXELS]),
  );
  const both = join(kept, pairs);
  equal(both.pixels.length, 6 * PIXELS);
  equal(both.pixels[2 * PIXELS], pairs.pixels[0]);
  deepEqual([...captionAt(both, 5)], [...captionAt(pairs, 3)]);
});
