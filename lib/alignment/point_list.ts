import type { Vec3 } from "../geometry/mod.ts";

/** How many points lists (N, 3) hold; throws unless all hold as many, at least one. */
export function checkPoints(
  action: string,
  lists: Readonly<Record<string, ArrayLike<number>>>,
): number {
  const entries = Object.entries(lists);
  const length = entries[0]![1].length;
  if (length > 0 && length % 3 === 0 && entries.every(([, list]) => list.length === length)) {
    return length / 3;
  }
  const seen = entries.map(([name, list]) => `${name} has ${list.length} numbers`).join(", ");
  throw new RangeError(`Cannot ${action}: ${seen}, wanted (N, 3) each with the same N, at least 1`);
}

/** The weight of each pair; throws unless there is one a pair, none negative, and some above 0. */
export function checkWeights(
  action: string,
  weights: ArrayLike<number> | undefined,
  count: number,
): (i: number) => number {
  if (!weights) return () => 1;
  if (weights.length !== count) {
    throw new RangeError(
      `Cannot ${action}: ${weights.length} weights for ${count} pairs, wanted one each`,
    );
  }
  let some = false;
  for (let i = 0; i < count; i++) {
    if (!(weights[i]! >= 0 && weights[i]! < Infinity)) {
      throw new RangeError(
        `Cannot ${action}: weight ${i} is ${weights[i]}, wanted a finite one >= 0`,
      );
    }
    some ||= weights[i]! > 0;
  }
  if (!some) throw new RangeError(`Cannot ${action}: all weights are 0, wanted some above`);
  return (i) => weights[i]!;
}

/** The i-th of points (N, 3). */
export function pointAt(points: ArrayLike<number>, i: number): Vec3 {
  return [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
}
