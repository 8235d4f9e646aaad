import { checkWeights } from "./fuse_rankings.ts";

/** How scores are put together. */
export interface FuseScoresOptions {
  /** How much each list counts; 1 unless given. */
  weights?: readonly number[];
  /**
   * What makes lists alike before they are added: "zScore", which is so unless given, takes the mean
   * away and divides by the standard deviation, "minMax" stretches from 0 to 1, "none" leaves them.
   */
  scale?: "zScore" | "minMax" | "none";
}

/**
 * The weighted sum of several scores of the same things, each list made alike first. A list whose
 * scores are all the same says nothing, and adds 0 under "zScore" and "minMax".
 *
 * @throws {RangeError} when lists differ in length, a score is not finite, or weights are not one each
 * and >= 0.
 *
 * @example
 * ```ts
 * import { fuseScores } from "@rederive/lib/retrieval";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const [words, meanings] = [[0, 5, 20], [0.2, 0.6, 0.4]];
 * const fused = fuseScores([words, meanings], { scale: "minMax", weights: [1, 2] });
 * deepEqual([...fused].map((score) => score.toFixed(2)), ["0.00", "2.25", "2.00"]);
 * ```
 */
export function fuseScores(
  lists: readonly ArrayLike<number>[],
  { weights, scale = "zScore" }: FuseScoresOptions = {},
): Float64Array<ArrayBuffer> {
  const action = "fuse scores";
  checkWeights(action, weights, lists.length);
  const fused = new Float64Array(lists[0]?.length ?? 0);
  for (const [l, list] of lists.entries()) {
    const scores = Float64Array.from(list);
    if (scores.length !== fused.length) {
      throw new RangeError(
        `Cannot ${action}: list ${l} has ${scores.length} scores, wanted ${fused.length}`,
      );
    }
    const odd = scores.findIndex((score) => !Number.isFinite(score));
    if (odd >= 0) {
      throw new RangeError(
        `Cannot ${action}: score ${odd} of list ${l} is ${scores[odd]}, wanted a finite one`,
      );
    }
    const { from, step } = rangeOf(scores, scale);
    for (let i = 0; i < fused.length; i++) {
      fused[i]! += step === 0 ? 0 : (weights?.[l] ?? 1) * (scores[i]! - from) / step;
    }
  }
  return fused;
}

/** What is taken away from scores, and what they are divided by; 0 where they are all the same. */
function rangeOf(
  scores: Float64Array,
  scale: NonNullable<FuseScoresOptions["scale"]>,
): { from: number; step: number } {
  if (scale === "none") return { from: 0, step: 1 };
  const [low, high] = scores.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [
    Infinity,
    -Infinity,
  ]);
  if (low === high || scale === "minMax") return { from: low, step: high - low };
  const mean = scores.reduce((sum, v) => sum + v, 0) / scores.length;
  const variance = scores.reduce((sum, v) => sum + (v - mean) ** 2, 0) / scores.length;
  return { from: mean, step: Math.sqrt(variance) };
}
