import type { Gpu } from "@rederive/lib/gpu";
import { crawl, type Crawled } from "./crawl.ts";
import { matchOdds, writeCaptions } from "./evaluate.ts";
import type { Med } from "./med.ts";
import { drawPairs, type Known, type Pairs } from "./pairs.ts";
import { PAIRS, WRONG } from "./runs.ts";

/** The crawl of a seed. */
export interface Raw {
  /** Its pictures with their right captions. */
  readonly right: Known;
  /** The same pictures, four captions of ten wrong. */
  readonly crawled: Crawled;
}

/** Draws it. */
export function drawRaw(seed: number): Raw {
  const right = drawPairs(PAIRS, { seed: 300 + seed });
  return { right, crawled: crawl(right, { share: WRONG, seed }) };
}

/** What the captioner wrote, and what the filter keeps. */
export interface Bootstrapped {
  /** Each picture of the crawl with the captioner's caption. */
  readonly written: Pairs;
  /** Whether the filter keeps each pair of the crawl. */
  readonly keepsCrawled: readonly boolean[];
  /** Whether it keeps each written pair. */
  readonly keepsWritten: readonly boolean[];
}

/** BLIP's CapFilt (section 3.3 of the paper) by one model, which is not told what is wrong. */
export async function bootstrap(
  gpu: Gpu,
  med: Med,
  { pixels, ids }: Pairs,
): Promise<Bootstrapped> {
  const written = { pixels, ids: await writeCaptions(gpu, med, pixels) };
  return {
    written,
    keepsCrawled: await keeps(gpu, med, { pixels, ids }),
    keepsWritten: await keeps(gpu, med, written),
  };
}

/** The filter's decision on each pair: its match head finds "match" the likelier. */
export async function keeps(gpu: Gpu, filter: Med, pairs: Pairs): Promise<boolean[]> {
  return Array.from(await matchOdds(gpu, filter, pairs), (odds) => odds > 0);
}
