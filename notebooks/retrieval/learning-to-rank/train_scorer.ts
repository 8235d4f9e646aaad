import { stream } from "@rederive/lib/random";
import type { RankingList } from "./ranking_list.ts";
import { makeScorer, pullBack, type Scorer, scoresOf } from "./scorer.ts";
import type { Slopes } from "./slopes.ts";

/** How a scorer is trained. */
export interface Training {
  readonly slopes: Slopes;
  /** Hidden units; none unless given. */
  readonly H?: number;
  readonly steps: number;
  /** Adam's; 0.02 unless given. */
  readonly learningRate?: number;
  /** Fixes the first weights and the order of the lists. */
  readonly seed: number;
  /** Lists a step; 10 unless given. */
  readonly batch?: number;
  /** Called after every step. */
  readonly visit?: (step: number, scorer: Scorer) => void;
}

/** A scorer trained by Adam (https://arxiv.org/abs/1412.6980, algorithm 1), in f64 on the CPU. */
export function trainScorer(lists: readonly RankingList[], options: Training): Scorer {
  const { slopes, H = 0, steps, learningRate = 0.02, seed, batch = 10 } = options;
  const D = lists[0]!.x.length / lists[0]!.grades.length;
  const scorer = makeScorer(seed, { D, H });
  const { weights } = scorer;
  const [gradient, mean, square] = [0, 0, 0].map(() => new Float64Array(weights.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const random = stream(900 + seed);
  let left: RankingList[] = [];
  for (let step = 1; step <= steps; step++) {
    if (left.length < batch) left = random.shuffle(lists);
    gradient.fill(0);
    for (const { x, grades } of left.splice(0, batch)) {
      pullBack(scorer, x, { slopes: slopes(scoresOf(scorer, x), grades), gradient });
    }
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i]! / batch;
      mean[i] = 0.9 * mean[i]! + 0.1 * g;
      square[i] = 0.999 * square[i]! + 0.001 * g * g;
      const size = Math.sqrt(square[i]! / (1 - 0.999 ** step)) + 1e-8;
      weights[i]! -= learningRate * mean[i]! / (1 - 0.9 ** step) / size;
    }
    options.visit?.(step, scorer);
  }
  return scorer;
}
