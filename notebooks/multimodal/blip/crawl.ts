import { foldIn, key, stream } from "@rederive/lib/random";
import { captionAt, type Known, type Pairs } from "./pairs.ts";
import { isTrueOf } from "./pairs.ts";
import { LONGEST } from "./words.ts";

/** Pairs as a crawl of the web would find them. */
export interface Crawled extends Pairs {
  /** Which captions are wrong. For our bookkeeping: no network and no filter is told. */
  readonly isWrong: readonly boolean[];
}

/** Gives a share of the pictures, drawn by lot, a caption of another scene. */
export function crawl(set: Known, { share, seed }: { share: number; seed: number }): Crawled {
  const random = stream(foldIn(key(seed), 7));
  const count = set.scenes.length;
  const ids = set.ids.slice();
  const isWrong = Array.from({ length: count }, () => false);
  for (const row of random.shuffle(Array(count).keys()).slice(0, Math.round(share * count))) {
    isWrong[row] = true;
    let other = random.integer(count);
    while (isTrueOf(captionAt(set, other), set.scenes[row]!)) other = random.integer(count);
    ids.set(captionAt(set, other), row * LONGEST);
  }
  return { pixels: set.pixels, ids, isWrong };
}

/** How well a filter found what is wrong, in percent. */
export interface Caught {
  /** Of what it threw out, so much was wrong. */
  readonly precision: number;
  /** Of what was wrong, so much was thrown out. */
  readonly recall: number;
}

/** Compares what a filter threw out with what was wrong. */
export function caught(thrownOut: readonly boolean[], isWrong: readonly boolean[]): Caught {
  const both = thrownOut.filter((out, row) => out && isWrong[row]).length;
  const of = (all: readonly boolean[]) => 100 * both / all.filter(Boolean).length;
  return { precision: of(thrownOut), recall: of(isWrong) };
}
