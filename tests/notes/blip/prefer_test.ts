import { strictEqual as equal } from "node:assert/strict";
import { matchOdds } from "../../../notebooks/multimodal/blip/evaluate.ts";
import { drawPairs, swapped } from "../../../notebooks/multimodal/blip/pairs.ts";
import { prefer } from "../../../notebooks/multimodal/blip/prefer.ts";
import { makeMed } from "../../../notebooks/multimodal/blip/runs.ts";
import { shareAbove } from "../../../notebooks/multimodal/blip/scores.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const set = drawPairs(12, { seed: 11 });

gpuTest("each head is asked for the caption or its twin", async (gpu) => {
  using med = makeMed(gpu, 1);
  const { contrast, match } = await prefer(gpu, med, set);
  equal(contrast > 0, true); // a model that knows nothing tells the two apart, by chance
  const twin = { ...set, ids: swapped(set) };
  equal(match, shareAbove(await matchOdds(gpu, med, set), await matchOdds(gpu, med, twin)));
});
