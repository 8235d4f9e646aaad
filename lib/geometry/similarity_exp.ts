import { addScaled, apply, IDENTITY, multiply } from "./matrix.ts";
import { expRotation } from "./rotation_exp.ts";
import type { Similarity } from "./similarity.ts";
import { similarityCoefficients } from "./similarity_coefficients.ts";
import { hat } from "./skew.ts";
import type { Twist } from "./twist.ts";
import { norm } from "./vector.ts";

/** How a body moves that also grows. */
export interface GrowingTwist extends Twist {
  /** Rate of the logarithm of its size. */
  readonly growth: number;
}

/**
 * Where a body ends that starts at the identity and moves and grows at constant rates for one unit
 * of time: the exponential of Sim(3), `scale = e^growth`. Full accuracy for |growth| up to 8.
 *
 * @example
 * ```ts
 * import { expSimilarity } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const still = { linear: [0, 0, 0], angular: [0, 0, 0] } as const;
 * assert.equal(expSimilarity({ ...still, growth: Math.log(2) }).scale, 2);
 * ```
 */
export function expSimilarity({ linear, angular, growth }: GrowingTwist): Similarity {
  const { a, b, c } = similarityCoefficients(norm(angular), growth);
  const skew = hat(angular);
  const zero = addScaled(IDENTITY, IDENTITY, -1);
  const path = [[IDENTITY, a], [skew, b], [multiply(skew, skew), c]] as const;
  const average = path.reduce((sum, [matrix, factor]) => addScaled(sum, matrix, factor), zero);
  return {
    scale: Math.exp(growth),
    rotation: expRotation(angular),
    translation: apply(average, linear),
  };
}
