import { columns, multiply } from "./matrix.ts";
import type { Pose } from "./pose.ts";
import { hat } from "./skew.ts";

/**
 * The 6x6 matrix of `transformTwist`, rows first, linear before angular: `[R, [t]x R; 0, R]`.
 * Textbooks that put angular first (Lynch and Park, Modern Robotics) swap its blocks.
 *
 * @example
 * ```ts
 * import { adjoint, IDENTITY } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const pose = { rotation: IDENTITY, translation: [1, 2, 3] } as const;
 * assert.deepEqual(adjoint(pose).slice(0, 6), [1, 0, 0, 0, -3, 2]);
 * ```
 */
export function adjoint({ rotation, translation }: Pose): number[] {
  const turned = columns(rotation);
  const lever = columns(multiply(hat(translation), rotation));
  const row = (i: number) => [
    ...turned.map((column) => column[i]!),
    ...lever.map((column) => column[i]!),
  ];
  const lower = (i: number) => [0, 0, 0, ...turned.map((column) => column[i]!)];
  return [...row(0), ...row(1), ...row(2), ...lower(0), ...lower(1), ...lower(2)];
}
