import { dot, norm, scale, subtract, svd, type Vec3 } from "../geometry/mod.ts";
import { checkSome } from "./check_some.ts";

/** A line in space. */
export interface Line {
  /** A point of it. */
  readonly point: Vec3;
  /** Where it runs; of any length above 0. */
  readonly direction: Vec3;
}

/** How a meeting point is judged. */
export interface MeetOptions {
  /** What is made small: the sum of squared distances, or of distances; "squares" unless given. */
  least?: "squares" | "distances";
  /** Rounds of reweighting at most, for distances; 200 unless given. */
  rounds?: number;
}

/** Where lines meet. */
export interface Meeting {
  /** The point nearest to all. */
  readonly point: Vec3;
  /**
   * The least eigenvalue of the mean of `I - d d^T` over unit directions d, from 0, for parallel lines,
   * to 2/3: a point moved by x along the worst direction is moved by `sqrt(sharpness) x` away from the
   * lines, in the root of the mean square.
   */
  readonly sharpness: number;
}

const PARALLEL = 1e-14;

/**
 * The point with the least sum of squared distances to lines, in closed form: the solution of
 * `sum_i (I - d_i d_i^T) x = sum_i (I - d_i d_i^T) p_i`. With `least: "distances"` that with the least sum
 * of distances, which a few wild lines hardly move, by solving again and again with each line weighted
 * by one over its distance.
 *
 * Lines have no ends: a point may lie behind where one began.
 *
 * @throws {RangeError} when there are fewer than two, a direction is 0, or all are parallel.
 *
 * @example
 * ```ts
 * import { meetLines } from "@rederive/lib/averaging";
 * import { norm, subtract } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * const towards = (point: [number, number, number]) =>
 *   ({ point, direction: subtract([1, 2, 3], point) });
 * const { point } = meetLines([towards([0, 0, 0]), towards([4, 0, 0]), towards([0, 5, 1])]);
 * assert(norm(subtract(point, [1, 2, 3])) < 1e-14);
 * ```
 */
export function meetLines(
  lines: readonly Line[],
  { least = "squares", rounds = 200 }: MeetOptions = {},
): Meeting {
  const action = "meet lines";
  checkSome(action, lines, 2);
  const unit = lines.map(({ point, direction }, i) => {
    const length = norm(direction);
    if (length > 0 && length < Infinity) return { point, direction: scale(direction, 1 / length) };
    throw new RangeError(
      `Cannot ${action}: direction ${i} is ${length} long, wanted a finite length above 0`,
    );
  });
  const meeting = solve(unit, () => 1);
  if (!(meeting.sharpness > PARALLEL)) {
    throw new RangeError(
      `Cannot ${action}: ${lines.length} lines are parallel, wanted some that are not`,
    );
  }
  if (least === "squares") return meeting;
  let { point } = meeting;
  const size = Math.max(...unit.map((line) => norm(subtract(line.point, point))));
  for (let round = 0; round < rounds; round++) {
    const before = point;
    // a line through the point would weigh infinitely much
    const weights = unit.map((line) => 1 / Math.max(norm(away(line, before)), 1e-12 * size));
    point = solve(unit, (i) => weights[i]!).point;
    if (norm(subtract(point, before)) <= 1e-15 * size) break;
  }
  return { point, sharpness: meeting.sharpness };
}

/** The shortest vector from a line to a point. */
function away({ point: onLine, direction }: Line, point: Vec3): Vec3 {
  const vector = subtract(point, onLine);
  return subtract(vector, scale(direction, dot(direction, vector)));
}

/** The normal equations, about the first line's point so that far worlds lose no digits. */
function solve(lines: readonly Line[], weight: (i: number) => number): Meeting {
  const home = lines[0]!.point;
  const matrix = [0, 1, 2].map(() => [0, 0, 0]);
  const right = [0, 0, 0];
  let total = 0;
  lines.forEach(({ point, direction: d }, i) => {
    const from = subtract(point, home);
    total += weight(i);
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        const entry = weight(i) * (Number(row === column) - d[row]! * d[column]!);
        matrix[row]![column]! += entry;
        right[row]! += entry * from[column]!;
      }
    }
  });
  const { u, s, v } = svd(matrix);
  const parts = s.map((value, j) => {
    const along = right.reduce((sum, x, i) => sum + x * u[i]![j]!, 0);
    return value > 0 ? along / value : 0;
  });
  const at = (row: 0 | 1 | 2) => home[row] + v[row]!.reduce((sum, x, j) => sum + x * parts[j]!, 0);
  return { point: [at(0), at(1), at(2)], sharpness: s[2]! / total };
}
