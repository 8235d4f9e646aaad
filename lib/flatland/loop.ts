import { type FlatPose, type Vec2, wrapAngle } from "./pose.ts";

/** A way around. */
export interface LoopOptions {
  /** How many poses. */
  readonly frames: number;
  /** Half the axes of the ellipse along x and y. */
  readonly radii: Vec2;
  /** Its middle; the origin unless given. */
  readonly centre?: Vec2;
  /** How often it is gone around; once unless given. */
  readonly laps?: number;
  /** How far the camera is turned to the left of where it goes, in radians; 0 unless given. */
  readonly turn?: number;
}

/**
 * Poses of a camera that goes around an ellipse counter-clockwise, beginning on its axis x, at equal
 * steps of the ellipse's angle. The last is one step before the first place.
 *
 * @throws {RangeError} when there is no frame, no lap, or a radius is not above 0.
 *
 * @example
 * ```ts
 * import { loopPoses } from "@rederive/lib/flatland";
 * import assert from "node:assert/strict";
 * const [first, second] = loopPoses({ frames: 4, radii: [2, 1] });
 * assert.deepEqual(first!.translation, [2, 0]);
 * assert(Math.abs(first!.angle - Math.PI / 2) < 1e-15); // it goes up there
 * assert(Math.abs(second!.translation[1] - 1) < 1e-15);
 * ```
 */
export function loopPoses(
  { frames, radii: [a, b], centre = [0, 0], laps = 1, turn = 0 }: LoopOptions,
): FlatPose[] {
  if (!(Number.isInteger(frames) && frames > 0 && laps > 0 && a > 0 && b > 0)) {
    throw new RangeError(
      `Cannot go around: ${frames} frames, ${laps} laps, radii ${a} and ${b}, wanted all above 0`,
    );
  }
  return Array.from({ length: frames }, (_, i) => {
    const at = 2 * Math.PI * laps * i / frames;
    return {
      angle: wrapAngle(Math.atan2(b * Math.cos(at), -a * Math.sin(at)) + turn),
      translation: [centre[0] + a * Math.cos(at), centre[1] + b * Math.sin(at)],
    };
  });
}
