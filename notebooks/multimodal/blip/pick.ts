import type { Gpu } from "@rederive/lib/gpu";
import { type Blur, matchOdds, vectorsOf } from "./evaluate.ts";
import type { Med } from "./med.ts";
import { captionAt, type Pairs, PIXELS } from "./pairs.ts";
import { SIZES } from "./runs.ts";
import { nearestTexts } from "./scores.ts";
import { LONGEST } from "./words.ts";

/** Percent of the pictures for which each head picks the own caption. */
export interface Picked {
  readonly contrast: number;
  readonly match: number;
}

/** For each picture its row of captions to choose from, the most similar first. */
export interface Choice {
  readonly pairs: Pairs;
  readonly rows: readonly (readonly number[])[];
}

/** The captions of a set that the contrast finds most similar to each picture. */
export async function choiceOf(
  gpu: Gpu,
  med: Med,
  set: Pairs,
  among: number,
): Promise<Choice> {
  const rows = nearestTexts(await vectorsOf(gpu, med, set), SIZES.channels, among);
  const pixels = new Float32Array(rows.length * among * PIXELS);
  const ids = new Int32Array(rows.length * among * LONGEST);
  rows.flat().forEach((text, at) => {
    const own = Math.floor(at / among);
    pixels.set(set.pixels.subarray(own * PIXELS, (own + 1) * PIXELS), at * PIXELS);
    ids.set(captionAt(set, text), at * LONGEST);
  });
  return { pairs: { pixels, ids }, rows };
}

/** How often the own caption is the contrast's first of them, and the match head's. */
export async function pick(
  gpu: Gpu,
  med: Med,
  { pairs, rows }: Choice,
  blur?: Blur,
): Promise<Picked> {
  const odds = await matchOdds(gpu, med, pairs, blur);
  let [contrast, match] = [0, 0];
  rows.forEach((texts, own) => {
    const said = odds.subarray(own * texts.length, (own + 1) * texts.length);
    if (texts[0] === own) contrast++;
    if (texts[said.indexOf(Math.max(...said))] === own) match++;
  });
  return { contrast: 100 * contrast / rows.length, match: 100 * match / rows.length };
}
