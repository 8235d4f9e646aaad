import type { Vec2 } from "./pose.ts";
import type { FlatRoom } from "./room.ts";

/** What a ray meets. */
export interface FlatHit {
  /** How many lengths of its direction the ray has gone. */
  readonly distance: number;
  /** The place of the wall in the room. */
  readonly wall: number;
  /** How much of the wall lies before the point, 0 to 1. */
  readonly along: number;
}

/**
 * The first wall that a ray meets, and where; nothing when it meets none. A wall is met from both
 * sides; one that the ray runs along is not met.
 *
 * @throws {RangeError} when the direction has no length.
 *
 * @example
 * ```ts
 * import { castFlatRay } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * const room = { walls: [{ from: [2, -1], to: [2, 3], stripes: [[1, 0, 0]] }] } as const;
 * const hit = castFlatRay(room, [0, 0], [1, 0]);
 * assert.deepEqual(hit, { distance: 2, wall: 0, along: 0.25 });
 * ```
 */
export function castFlatRay(
  { walls }: FlatRoom,
  [x, y]: Vec2,
  [dx, dy]: Vec2,
): FlatHit | undefined {
  if (!(Math.hypot(dx, dy) > 0)) {
    throw new RangeError(`Cannot cast a ray: its direction is (${dx}, ${dy}), wanted some length`);
  }
  let nearest: FlatHit | undefined;
  walls.forEach(({ from, to }, wall) => {
    const [ex, ey] = [to[0] - from[0], to[1] - from[1]];
    const [fx, fy] = [from[0] - x, from[1] - y];
    const turn = dx * ey - dy * ex;
    if (turn === 0) return;
    const distance = (fx * ey - fy * ex) / turn;
    const along = (fx * dy - fy * dx) / turn;
    if (distance > 0 && along >= 0 && along <= 1 && !(distance >= nearest?.distance!)) {
      nearest = { distance, wall, along };
    }
  });
  return nearest;
}
