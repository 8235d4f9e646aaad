import { foldIn, key, stream } from "@rederive/lib/random";
import { bestMatch, consistent, misfits, posteriorMean, spread } from "./depths.ts";
import { drawPair, type PairOptions } from "./row_pairs.ts";

/** What became of a number of walls. */
export interface Trials {
  /** The mean spread of the depths that both rows allow; 1 for a wall whose depth they do not. */
  readonly spread: number;
  /** Root mean squared errors of one over the depth. */
  readonly errors: { readonly match: number; readonly guess: number; readonly mean: number };
}

/** The middle of all walls, which needs no picture. */
const MIDDLE = 0.55;

/** Walls at random depths, and what can be told of each from its two rows. */
export function tryWalls(
  options: PairOptions,
  { walls, seed }: { walls: number; seed: number },
): Trials {
  const random = stream(foldIn(key(seed), 1));
  let [spreads, match, guess, mean] = [0, 0, 0, 0];
  for (let i = 0; i < walls; i++) {
    const pair = drawPair(random, options);
    const all = misfits(pair);
    spreads += spread(consistent(all), pair.nearness);
    match += (bestMatch(all) - pair.nearness) ** 2;
    guess += (MIDDLE - pair.nearness) ** 2;
    mean += (posteriorMean(all) - pair.nearness) ** 2;
  }
  const root = (squares: number) => Math.sqrt(squares / walls);
  return {
    spread: spreads / walls,
    errors: { match: root(match), guess: root(guess), mean: root(mean) },
  };
}
