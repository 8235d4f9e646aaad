import { addScaled, apply, IDENTITY, multiply } from "./matrix.ts";
import { logRotation } from "./rotation_log.ts";
import type { Similarity } from "./similarity.ts";
import { similarityCoefficients } from "./similarity_coefficients.ts";
import type { GrowingTwist } from "./similarity_exp.ts";
import { hat } from "./skew.ts";
import { norm } from "./vector.ts";

/**
 * The constant rates that reach a similarity in one unit of time by a turn of at most pi: the
 * inverse of `expSimilarity`.
 *
 * @throws {RangeError} when the scale is not above 0.
 *
 * @example
 * ```ts
 * import { IDENTITY, logSimilarity } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const slide = { scale: 1, rotation: IDENTITY, translation: [1, 2, 3] } as const;
 * assert.deepEqual(logSimilarity(slide).growth, 0);
 * ```
 */
export function logSimilarity({ scale, rotation, translation }: Similarity): GrowingTwist {
  if (!(scale > 0)) {
    throw new RangeError(`Cannot take a logarithm: the scale is ${scale}, wanted one above 0`);
  }
  const growth = Math.log(scale);
  const angular = logRotation(rotation);
  const square = norm(angular) ** 2;
  const { a, b, c } = similarityCoefficients(norm(angular), growth);
  // a along the axis; across it the complex number across + i b |angular|, which is inverted
  const across = a - c * square;
  const size = across * across + b * b * square;
  const skew = hat(angular);
  const inverse = addScaled(
    addScaled(addScaled(IDENTITY, IDENTITY, 1 / a - 1), skew, -b / size),
    multiply(skew, skew),
    (b * b - c * across) / (a * size),
  );
  return { linear: apply(inverse, translation), angular, growth };
}
