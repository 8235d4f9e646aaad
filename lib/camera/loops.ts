import type { Pose, Vec3 } from "../geometry/mod.ts";
import { lookAt } from "./look_at.ts";
import { checkViews } from "./trajectories.ts";

/** A level way that ends where it began. */
export interface LoopOptions {
  /** The middle of the way; the world's origin unless given. */
  centre?: Vec3;
  /** How many poses, in equal steps of the way. */
  views: number;
}

/**
 * Poses in the world of a camera that goes once around a block of corridors, counter-clockwise from
 * above, and looks where it goes: a level rectangle with rounded corners. It starts in the middle of
 * the side below, heading along x; the last pose is one step before the first.
 *
 * @throws {RangeError} when there is no view, or corners of that radius do not fit the sides.
 *
 * @example
 * ```ts
 * import { corridorLoop } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const poses = corridorLoop({ size: [8, 6], corner: 1, views: 60 });
 * assert.deepEqual(poses[0]!.translation, [0, -3, 0]);
 * const [x, y] = poses[30]!.translation; // halfway
 * assert(Math.hypot(x, y - 3) < 1e-12);
 * ```
 */
export function corridorLoop(
  { centre = [0, 0, 0], size: [width, depth], corner, views }: LoopOptions & {
    /** Its extent along x and y. */
    size: readonly [number, number];
    /** The radius of its corners. */
    corner: number;
  },
): Pose[] {
  checkViews(views);
  if (!(corner > 0 && 2 * corner <= Math.min(width, depth))) {
    throw new RangeError(
      `Cannot go around corridors: corners of radius ${corner} in ${width} x ${depth}, ` +
        `wanted one above 0 that fits twice`,
    );
  }
  const [along, across, turn] = [width / 2 - corner, depth / 2 - corner, corner * Math.PI / 2];
  const straight = (length: number): Piece => ({ length, bend: 0 });
  const left: Piece = { length: turn, bend: 1 / corner };
  const pieces = [
    ...[straight(along), left, straight(2 * across), left, straight(2 * along), left],
    ...[straight(2 * across), left, straight(along)],
  ];
  return follow(pieces, { start: [0, -depth / 2], centre, views });
}

/**
 * Poses in the world of a camera that goes once along a figure of eight and looks where it goes: two
 * level circles that touch in the centre, the one on the side of x counter-clockwise from above, then the
 * other clockwise. It starts in the centre, heading along -y, and is there again halfway; the last pose
 * is one step before the first.
 *
 * @throws {RangeError} when there is no view or no radius.
 *
 * @example
 * ```ts
 * import { figureEight } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const [start, right, middle, left] = figureEight({ radius: 2, views: 4 });
 * assert(Math.abs(right!.translation[0] - 4) < 1e-12 && Math.abs(left!.translation[0] + 4) < 1e-12);
 * assert(Math.hypot(...start!.translation, ...middle!.translation) < 1e-12);
 * ```
 */
export function figureEight(
  { centre = [0, 0, 0], radius, views }: LoopOptions & {
    /** The radius of its circles. */
    radius: number;
  },
): Pose[] {
  checkViews(views);
  if (!(radius > 0)) {
    throw new RangeError(`Cannot go along an eight: the radius is ${radius}, wanted one above 0`);
  }
  const length = 2 * Math.PI * radius;
  const pieces = [{ length, bend: 1 / radius }, { length, bend: -1 / radius }];
  return follow(pieces, { start: [0, 0], heading: -Math.PI / 2, centre, views });
}

/** A part of a way: its length, and how far it turns to the left over a unit of it, in radians. */
interface Piece {
  readonly length: number;
  readonly bend: number;
}

/** Poses at equal steps along pieces one after the other. */
function follow(
  pieces: readonly Piece[],
  { start: [x, y], heading = 0, centre, views }: {
    start: readonly [number, number];
    heading?: number;
    centre: Vec3;
    views: number;
  },
): Pose[] {
  const total = pieces.reduce((sum, { length }) => sum + length, 0);
  const poses: Pose[] = [];
  let before = 0;
  for (const piece of pieces) {
    const place = (way: number) => alongPiece(piece.bend, way, heading);
    while (poses.length < views && total * poses.length / views < before + piece.length) {
      const [dx, dy, turned] = place(total * poses.length / views - before);
      const from: Vec3 = [centre[0] + x + dx, centre[1] + y + dy, centre[2]];
      const at: Vec3 = [from[0] + Math.cos(turned), from[1] + Math.sin(turned), from[2]];
      poses.push(lookAt({ from, at }));
    }
    const [dx, dy, turned] = place(piece.length);
    [x, y, heading] = [x + dx, y + dy, turned];
    before += piece.length;
  }
  return poses;
}

/** How far a way on a circle or line leads, and its heading there. */
function alongPiece(bend: number, way: number, heading: number): [number, number, number] {
  if (bend === 0) return [way * Math.cos(heading), way * Math.sin(heading), heading];
  const turned = heading + bend * way;
  return [
    (Math.sin(turned) - Math.sin(heading)) / bend,
    (Math.cos(heading) - Math.cos(turned)) / bend,
    turned,
  ];
}
