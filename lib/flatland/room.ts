import type { Vec2 } from "./pose.ts";

/** Red, green and blue, 0 to 1. */
export type FlatColour = readonly [number, number, number];

/** A straight wall in the plane, painted in stripes of one length. */
export interface FlatWall {
  /** One end. */
  readonly from: Vec2;
  /** The other end. */
  readonly to: Vec2;
  /** Colours of its stripes, in order from `from` to `to`; at least one. */
  readonly stripes: readonly FlatColour[];
}

/** Walls in the plane; light passes between them. */
export interface FlatRoom {
  /** The walls, in any order. */
  readonly walls: readonly FlatWall[];
}

/** How a room's walls are painted. */
export interface FlatPaint {
  /** The colours of a wall's stripes, by the place of its outline and its own place in it. */
  paint: (wall: number, outline: number) => readonly FlatColour[];
}

/**
 * A room with walls along closed outlines, each given by its corners: the first usually the room
 * itself, further ones pillars in it.
 *
 * @throws {RangeError} when an outline has fewer than three corners, two neighbours are one point, or a
 * wall has no stripe.
 *
 * @example
 * ```ts
 * import { outlineRoom } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * const square = [[-1, -1], [1, -1], [1, 1], [-1, 1]] as const;
 * const room = outlineRoom([square], { paint: (wall) => [[wall / 3, 0, 1]] });
 * assert.equal(room.walls.length, 4);
 * assert.deepEqual(room.walls[3]!.to, [-1, -1]);
 * ```
 */
export function outlineRoom(
  outlines: readonly (readonly Vec2[])[],
  { paint }: FlatPaint,
): FlatRoom {
  const action = "build a room";
  return {
    walls: outlines.flatMap((corners, outline) => {
      if (corners.length < 3) {
        throw new RangeError(
          `Cannot ${action}: outline ${outline} has ${corners.length} corners, wanted at least 3`,
        );
      }
      return corners.map((from, wall) => {
        const to = corners[(wall + 1) % corners.length]!;
        const stripes = paint(wall, outline);
        const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
        if (length > 0 && stripes.length > 0) return { from, to, stripes };
        throw new RangeError(
          `Cannot ${action}: wall ${wall} of outline ${outline} is ${length} long and has ` +
            `${stripes.length} stripes, wanted a length above 0 and at least one stripe`,
        );
      });
    }),
  };
}
