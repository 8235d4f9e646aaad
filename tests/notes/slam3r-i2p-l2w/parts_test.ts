import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import {
  ALPHA,
  bestConfidence,
} from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/confidence.ts";
import { convolve } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/convolve.ts";
import { keep, tooEager } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/reservoir.ts";
import {
  workByPairs,
  workOfBlock,
  workOfFrame,
} from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/work.ts";

Deno.test("the best confidence is alpha over the error, and 1 where that would be less", () => {
  for (const error of [0.01, 0.05, 0.19]) {
    ok(Math.abs(bestConfidence(error) * error / ALPHA - 1) < 1e-9);
  }
  ok(Math.abs(bestConfidence(0.5) - 1) < 1e-12);
});

Deno.test("convolve() goes on by its width, from where it is told", () => {
  const kernel = { weight: [1, 0, 0, 10], bias: [100], width: 2 }; // x of the first ray, y of the second
  deepEqual(convolve([1, 2, 3, 4, 5, 6, 7, 8], kernel), [141, 185]);
  deepEqual(convolve([1, 2, 3, 4, 5, 6, 7, 8], kernel, { from: 1 }), [163, 127]);
});

Deno.test("a buffer holds all there is until it is full, then as many, all different", () => {
  deepEqual(keep(stream(1), { count: 3, size: 5 }), [0, 1, 2]);
  const kept = keep(stream(2), { count: 50, size: 5 });
  equal(new Set(kept).size, 5);
  // as many were seen as it holds: the next one is sure to enter
  ok(keep(stream(3), { count: 6, size: 5, policy: tooEager }).includes(5));
});

Deno.test("the work of a block by hand; of a frame it grows with the buffer, of all pairs with the video", () => {
  // 6 tokens of 32: four products with 32 x 32, scores and sums of 6 x 6 x 32, an MLP of twice the width
  const products = 4 * 6 * 32 * 32;
  equal(workOfBlock(0), products + 2 * 36 * 32 + 2 * 6 * 32 * 64);
  equal(workOfBlock(3) - workOfBlock(2), products + 2 * 36 * 32);
  const workWith = (held: number) => workOfFrame({ clip: 5, held, references: 3 });
  // one more to compare with: a block, and as many products as its tokens have numbers
  equal(workWith(21) - workWith(20), workOfBlock(1) + 6 * 32);
  // the first ones are also registered against, by two layers of both decoders, and their points made tokens
  equal(
    workWith(3) - workWith(2) - (workWith(21) - workWith(20)),
    2 * (workOfBlock(3) - workOfBlock(2) + workOfBlock(1)) + 6 * 8 * 32,
  );
  equal(workByPairs(30) - workByPairs(20), workByPairs(20) - workByPairs(10));
});
