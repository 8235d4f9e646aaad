import {
  alignFlat,
  composeFlat,
  type FlatPose,
  invertFlat,
  transformFlat,
} from "@rederive/lib/flatland";
import { PICTURES, ROUND, SHARED } from "./hall.ts";

/** A frame's points in some frame's coordinates. */
export interface LocalMap {
  readonly frame: number;
  /** (R, 2). */
  readonly points: readonly number[];
}

/** What a run of I2P without errors gives: the points of all frames of a clip, in the key frame's coordinates. */
export function runWithKey(clip: readonly number[], keyFrame: number): LocalMap[] {
  return clip.map((frame) => {
    const pose: FlatPose = composeFlat(invertFlat(ROUND[keyFrame]!), ROUND[frame]!);
    const { local } = PICTURES[frame]!;
    return { frame, points: movedBy(pose, local) };
  });
}

/** The mean confidence of a run, as what the frames share with the key frame stands for it. */
export function confidenceOf(clip: readonly number[], keyFrame: number): number {
  return clip.reduce((sum, frame) => sum + 1 + SHARED[keyFrame]![frame]!, 0) / clip.length;
}

/** The largest distance of any point to the true one, with all maps laid on the world as one. */
export function misfit(maps: readonly LocalMap[]): number {
  const points = maps.flatMap(({ points }) => points);
  const truth = maps.flatMap(({ frame }) => [...PICTURES[frame]!.world]);
  const laid = movedBy(alignFlat(points, truth), points);
  return Math.max(...laid.map((x, i) => Math.abs(x - truth[i]!)));
}

function movedBy(pose: FlatPose, points: ArrayLike<number>): number[] {
  return Array.from(
    { length: points.length / 2 },
    (_, i) => transformFlat(pose, [points[2 * i]!, points[2 * i + 1]!]),
  ).flat();
}
