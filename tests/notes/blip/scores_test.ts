import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import {
  cosines,
  nearestTexts,
  recallAtOne,
  shareAbove,
} from "../../../notebooks/multimodal/blip/scores.ts";

Deno.test("recallAtOne() takes both directions, and a tie is no find", () => {
  const images = [1, 0, 0, 1];
  equal(recallAtOne({ images, texts: images }, 2), 100);
  equal(recallAtOne({ images, texts: [0, 1, 1, 0] }, 2), 0);
  // both texts are the first's: its picture ties, the second picture finds neither
  equal(recallAtOne({ images, texts: [1, 0, 1, 0] }, 2), 25);
});

Deno.test("cosines() and shareAbove() go row by row", () => {
  deepEqual(cosines({ images: [1, 0, 0.6, 0.8], texts: [0, 1, 0.6, 0.8] }, 2), [0, 1]);
  equal(shareAbove([1, 2, 3, 4], [0, 2, 4, 3]), 50); // a tie is not above
});

Deno.test("nearestTexts() gives rows of texts, the most similar first", () => {
  const texts = [1, 0, 0, 1, 0.6, 0.8];
  deepEqual(nearestTexts({ images: [0, 1, 1, 0], texts }, 2, 2), [[1, 2], [0, 2]]);
});
