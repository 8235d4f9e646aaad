import type { Pose, Vec3 } from "../geometry/mod.ts";
import type { Stream } from "../random/mod.ts";
import { lookAt } from "./look_at.ts";

/** A circle that is looked inwards from. */
export interface CircleOptions {
  /** What the cameras look at, and the middle of the circle but for the height. */
  centre?: Vec3;
  /** The circle's radius. */
  radius: number;
  /** How far above the centre the cameras are; 0 unless given. */
  height?: number;
  /** How many poses. */
  views: number;
  /** The angle of the first about z, in radians from the axis x; 0 unless given. */
  start?: number;
}

/**
 * Poses in the world of a camera that goes once around a point and looks at it, z up, counter-clockwise
 * from above; the last is one step before the first.
 *
 * @throws {RangeError} when there is no view or no radius.
 *
 * @example
 * ```ts
 * import { orbit } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const poses = orbit({ radius: 2, height: 1, views: 4 });
 * assert.deepEqual(poses[0]!.translation, [2, 0, 1]);
 * ```
 */
export function orbit(options: CircleOptions): Pose[] {
  return circle(options, 2 * Math.PI / options.views);
}

/**
 * Poses in the world of a camera that goes along a part of a circle, both ends included, and looks at
 * its middle.
 *
 * @throws {RangeError} when there is no view or no radius.
 *
 * @example
 * ```ts
 * import { arc } from "@rederive/lib/camera";
 * import assert from "node:assert/strict";
 * const poses = arc({ radius: 2, views: 5, turn: Math.PI });
 * assert(Math.abs(poses[4]!.translation[0] + 2) < 1e-15);
 * ```
 */
export function arc({ turn, ...options }: CircleOptions & {
  /** The angle from the first to the last view, in radians; below 0 clockwise. */
  turn: number;
}): Pose[] {
  return circle(options, options.views > 1 ? turn / (options.views - 1) : 0);
}

function circle(
  { centre = [0, 0, 0], radius, height = 0, views, start = 0 }: CircleOptions,
  step: number,
): Pose[] {
  checkViews(views);
  if (!(radius > 0)) {
    throw new RangeError(`Cannot go around: the radius is ${radius}, wanted one above 0`);
  }
  return Array.from({ length: views }, (_, i) => {
    const angle = start + i * step;
    const from: Vec3 = [
      centre[0] + radius * Math.cos(angle),
      centre[1] + radius * Math.sin(angle),
      centre[2] + height,
    ];
    return lookAt({ from, at: centre });
  });
}

/** How a camera walks. */
export interface WalkOptions {
  /** How many poses. */
  views: number;
  /** The lowest corner of the room the camera stays in. */
  low: Vec3;
  /** The highest corner. */
  high: Vec3;
  /** The length of a step. */
  step: number;
  /** The standard deviation of a turn at each step, in radians; 0.2 unless given. */
  turn?: number;
}

/**
 * Poses in the world of a camera that walks through a room and looks where it goes: each step turns the
 * level heading by a normal angle; at a wall it is thrown back. It starts anywhere, at half height, and
 * draws only from the stream it is given.
 *
 * @throws {RangeError} when there is no view, or two steps do not fit the room.
 *
 * @example
 * ```ts
 * import { walk } from "@rederive/lib/camera";
 * import { stream } from "@rederive/lib/random";
 * import assert from "node:assert/strict";
 * const room = { low: [0, 0, 0], high: [4, 3, 2], step: 0.1, views: 20 } as const;
 * assert.deepEqual(walk(stream(1), room), walk(stream(1), room));
 * ```
 */
export function walk(random: Stream, { views, low, high, step, turn = 0.2 }: WalkOptions): Pose[] {
  checkViews(views);
  const room = [high[0] - low[0], high[1] - low[1]] as const;
  if (!(step > 0 && 2 * step <= Math.min(...room))) {
    throw new RangeError(
      `Cannot walk: a step of ${step} in a room of ${room.join(" x ")}, ` +
        `wanted one above 0 that fits twice`,
    );
  }
  let [x, y] = [low[0] + room[0] * random.uniform(), low[1] + room[1] * random.uniform()];
  let heading = 2 * Math.PI * random.uniform();
  const z = (low[2] + high[2]) / 2;
  return Array.from({ length: views }, (_, i) => {
    if (i > 0) {
      heading += turn * random.normal();
      const [dx, dy] = [Math.cos(heading), Math.sin(heading)];
      const back = [beyond(x + step * dx, low[0], high[0]), beyond(y + step * dy, low[1], high[1])];
      heading = Math.atan2(back[1] ? -dy : dy, back[0] ? -dx : dx);
      x += step * Math.cos(heading);
      y += step * Math.sin(heading);
    }
    const from: Vec3 = [x, y, z];
    return lookAt({ from, at: [x + Math.cos(heading), y + Math.sin(heading), z] });
  });
}

function beyond(x: number, low: number, high: number): boolean {
  return x < low || x > high;
}

/** Throws unless there is a view. */
export function checkViews(views: number): void {
  if (Number.isInteger(views) && views > 0) return;
  throw new RangeError(`Cannot make a trajectory: ${views} views, wanted an integer above 0`);
}
