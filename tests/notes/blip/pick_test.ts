import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { matchOdds } from "../../../notebooks/multimodal/blip/evaluate.ts";
import { captionAt, drawPairs, firstOf, PIXELS } from "../../../notebooks/multimodal/blip/pairs.ts";
import { choiceOf, pick } from "../../../notebooks/multimodal/blip/pick.ts";
import { makeMed } from "../../../notebooks/multimodal/blip/runs.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const set = drawPairs(6, { seed: 9, distinct: true });

gpuTest("a choice puts captions of the set beside their picture, without repeats", async (gpu) => {
  using med = makeMed(gpu, 1);
  const { pairs, rows } = await choiceOf(gpu, med, set, 4);
  deepEqual(rows.map((texts) => new Set(texts).size), Array(6).fill(4));
  rows.flat().forEach((text, at) => {
    deepEqual([...captionAt(pairs, at)], [...captionAt(set, text)]);
    const own = Math.floor(at / 4);
    equal(pairs.pixels[at * PIXELS], set.pixels[own * PIXELS]);
  });
});

gpuTest("pick() counts the first of each row, and the likeliest of the match head", async (gpu) => {
  using med = makeMed(gpu, 1);
  const { pairs, rows } = await choiceOf(gpu, med, set, 6);
  const odds = await matchOdds(gpu, med, pairs);
  const best = rows.map((texts, own) => {
    const said = texts.map((text, at) => ({ text, odds: odds[own * 6 + at]! }));
    return said.reduce((a, b) => b.odds > a.odds ? b : a).text;
  });
  const share = (picked: readonly number[]) =>
    100 * picked.filter((text, own) => text === own).length / 6;
  const { contrast, match } = await pick(gpu, med, { pairs, rows });
  equal(contrast, share(rows.map(([first]) => first!)));
  equal(match, share(best));
  // told that the likeliest is the own caption, it finds all
  const told = await pick(gpu, med, {
    pairs: firstOf(pairs, 6),
    rows: [Array.from({ length: 6 }, (_, at) => at === argmax(odds.subarray(0, 6)) ? 0 : 9)],
  });
  equal(told.match, 100);
  ok(told.contrast === 0 || argmax(odds.subarray(0, 6)) === 0);
});

function argmax(values: ArrayLike<number>): number {
  return Array.from(values).indexOf(Math.max(...Array.from(values)));
}
