import { strictEqual as equal } from "node:assert/strict";
import { matchOdds } from "../../../notebooks/multimodal/blip/evaluate.ts";
import { drawPairs, inAlphabet, swapped } from "../../../notebooks/multimodal/blip/pairs.ts";
import { prefer } from "../../../notebooks/multimodal/blip/prefer.ts";
import { makeMed } from "../../../notebooks/multimodal/blip/runs.ts";
import { shareAbove } from "../../../notebooks/multimodal/blip/scores.ts";
import { decode, LONGEST } from "../../../notebooks/multimodal/blip/words.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const set = drawPairs(12, { seed: 11 });

Deno.test("in alphabetical order a caption and its twin are the same", () => {
  const sorted = inAlphabet(set);
  equal(sorted.ids.join(), inAlphabet({ ...set, ids: swapped(set) }).ids.join());
  const words = decode(sorted.ids.subarray(0, LONGEST));
  equal(words.join(), decode(set.ids.subarray(0, LONGEST)).sort().join());
});

gpuTest("without the order of words the contrast prefers no caption to its twin", async (gpu) => {
  using med = makeMed(gpu, 1);
  const { contrast, orderless, match } = await prefer(gpu, med, set);
  equal(orderless, 0);
  equal(contrast > 0, true); // a model that knows nothing tells the two apart, by chance
  const twin = { ...set, ids: swapped(set) };
  equal(match, shareAbove(await matchOdds(gpu, med, set), await matchOdds(gpu, med, twin)));
});
