import type { Vec3 } from "../geometry/mod.ts";
import type { Colour } from "../scene/mod.ts";

/** Points of the world and how they look. */
export interface Cloud {
  /** Points (N, 3) in the world. */
  readonly points: ArrayLike<number>;
  /** Colours (N, 3) from 0 to 1, or one for all. */
  readonly colours: ArrayLike<number>;
}

/** A straight line between two points of the world. */
export interface Segment {
  /** One end. */
  readonly from: Vec3;
  /** The other end. */
  readonly to: Vec3;
  /** Its colour. */
  readonly colour: Colour;
}

/** Refuses a cloud that cannot be drawn. */
export function checkCloud({ points, colours }: Cloud): void {
  if (points.length % 3 !== 0) {
    throw new RangeError(`Cannot draw a cloud: ${points.length} numbers, wanted points (N, 3)`);
  }
  if (colours.length !== 3 && colours.length !== points.length) {
    throw new RangeError(
      `Cannot draw a cloud: ${
        points.length / 3
      } points and ${colours.length} numbers of colours, ` +
        `wanted 3 a point, or 3 for all`,
    );
  }
  for (let i = 0; i < points.length; i++) {
    if (Number.isFinite(points[i])) continue;
    throw new RangeError(
      `Cannot draw a cloud: point ${Math.floor(i / 3)} has a coordinate ${points[i]}, ` +
        `wanted finite ones\nTry: leave out the points that are not valid`,
    );
  }
}

/** The colour of point `i`. */
export function colourOf({ points, colours }: Cloud, i: number): Colour {
  const at = colours.length === points.length ? 3 * i : 0;
  return [colours[at]!, colours[at + 1]!, colours[at + 2]!];
}
