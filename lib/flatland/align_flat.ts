import { type FlatPose, transformFlat } from "./pose.ts";

/** How points in the plane are aligned. */
export interface AlignFlatOptions {
  /** How much each pair counts, none negative; all alike unless given. */
  weights?: ArrayLike<number>;
}

/**
 * The pose that takes points in the plane to their partners best: of all rotations and translations the
 * one that makes `sum_i w_i |to_i - (R from_i + t)|^2` smallest. In the plane the best rotation is an
 * arctangent of two sums, and points on a line have one too, unlike in space; lib/alignment aligns there.
 *
 * Points are (N, 2), row by row, in the frames From and To; what comes out is the pose of From in To.
 *
 * @throws {RangeError} when lists differ in length, a weight is negative, or the points that count fall
 * together so that no rotation is best.
 *
 * @example
 * ```ts
 * import { alignFlat } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * const { angle, translation } = alignFlat([0, 0, 1, 0, 2, 0], [5, 0, 5, 1, 5, 2]);
 * assert.equal(angle, Math.PI / 2);
 * assert.deepEqual(translation.map(Math.round), [5, 0]);
 * ```
 */
export function alignFlat(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  { weights }: AlignFlatOptions = {},
): FlatPose {
  const count = checkPairs(from, to, weights);
  const weight = (i: number) => weights?.[i] ?? 1;
  const [source, target] = [centreOf(from, count, weight), centreOf(to, count, weight)];
  let [along, across] = [0, 0];
  for (let i = 0; i < count; i++) {
    const [px, py] = [from[2 * i]! - source[0], from[2 * i + 1]! - source[1]];
    const [qx, qy] = [to[2 * i]! - target[0], to[2 * i + 1]! - target[1]];
    along += weight(i) * (px * qx + py * qy);
    across += weight(i) * (px * qy - py * qx);
  }
  if (!(Math.hypot(along, across) > 0)) {
    throw new RangeError(
      `Cannot align points: ${count} pairs leave the rotation open, wanted some that are apart`,
    );
  }
  const angle = Math.atan2(across, along);
  const [x, y] = transformFlat({ angle, translation: [0, 0] }, source);
  return { angle, translation: [target[0] - x, target[1] - y] };
}

function centreOf(
  points: ArrayLike<number>,
  count: number,
  weight: (i: number) => number,
): [number, number] {
  let [x, y, total] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    x += weight(i) * points[2 * i]!;
    y += weight(i) * points[2 * i + 1]!;
    total += weight(i);
  }
  return [x / total, y / total];
}

/** How many pairs; throws unless all lists fit and some pair counts. */
function checkPairs(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): number {
  const count = from.length / 2;
  const counts = Array.from(weights ?? [1]);
  const fits = from.length > 0 && Number.isInteger(count) && to.length === from.length &&
    (!weights || counts.length === count);
  if (fits && counts.every((w) => w >= 0 && w < Infinity) && counts.some((w) => w > 0)) {
    return count;
  }
  throw new RangeError(
    `Cannot align points: ${from.length} and ${to.length} numbers with ` +
      `${weights ? `weights ${counts.slice(0, 4).join(", ")}` : "no weights"}, ` +
      `wanted (N, 2) twice, and N weights >= 0, one above`,
  );
}
