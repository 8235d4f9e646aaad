import type { Velocity } from "./flow_fields.ts";

/** Where a path has been, from time 0 to 1. */
export type Path = readonly (readonly [time: number, x: number])[];

/** Follows a field from x at time 0, in steps of Euler of one length; `sign` -1 walks against it. */
export function follow(
  field: Velocity,
  start: number,
  { steps, sign = 1 }: { steps: number; sign?: 1 | -1 },
): Path {
  const path: [number, number][] = [[0, start]];
  let x = start;
  for (let i = 0; i < steps; i++) {
    x += sign * field(x, i / steps) / steps;
    path.push([(i + 1) / steps, x]);
  }
  return path;
}

/** Where a path ends. */
export function endOf(path: Path): number {
  return path.at(-1)![1];
}

/**
 * How far a path is from a straight one walked evenly: the root of the mean square of its velocity
 * minus its mean velocity, as a share of the latter's size.
 */
export function bendOf(field: Velocity, path: Path): number {
  const along = endOf(path) - path[0]![1];
  const squares = path.slice(0, -1).map(([t, x]) => (field(x, t) - along) ** 2);
  return Math.sqrt(squares.reduce((sum, v) => sum + v, 0) / squares.length) / Math.abs(along);
}
