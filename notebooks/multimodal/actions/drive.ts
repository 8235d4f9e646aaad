import { foldIn, key, stream } from "@rederive/lib/random";
import { drawStart, type Plan, REACH, STEPS, succeeds, type Track, type View } from "./course.ts";
import type { Head } from "./heads.ts";
import { makePlans } from "./make_plans.ts";

/** How a course is driven. */
export interface DriveOptions {
  readonly seed: number;
  /** Runs, side by side. */
  readonly runs: number;
  /** Actions of a plan that are taken before the next is made; all 8 unless given. */
  readonly replan?: number;
  /** How far one is pushed to the side at each step, typically; 0 unless given. */
  readonly wind?: number;
  /** Whether a flow starts from the same noise whenever a run makes a plan; not unless given. */
  readonly sameNoise?: boolean;
  /** Steps by which the view of one's own place is late; none unless given. */
  readonly late?: number;
  /** Whether acts move one; not if one only watches. */
  readonly acts?: boolean;
  /** Steps of Euler of a flow. */
  readonly euler?: number;
}

/** Drives many courses; starts and pushes depend on the seed alone. */
export async function drive(
  head: Head,
  { seed, runs, replan = STEPS, wind = 0, late = 0, acts = true, sameNoise = false, euler }:
    DriveOptions,
): Promise<Track[]> {
  const world = stream(foldIn(key(seed), 4));
  const random = stream(foldIn(key(seed), 5));
  const starts = Array.from({ length: runs }, () => drawStart(world));
  const tracks = starts.map(({ y }) => [y]);
  const noise = sameNoise
    ? starts.map(() => Array.from({ length: STEPS }, () => random.normal()))
    : undefined;
  let plans: Plan[] = [];
  for (let step = 0; step < STEPS; step++) {
    if (step % replan === 0) {
      const views = tracks.map((track): View => {
        return { step, y: track[Math.max(0, step - late)]! };
      });
      plans = await makePlans(head, views, { random, noise, ...euler ? { euler } : {} });
    }
    tracks.forEach((track, i) => {
      const moved = acts ? REACH * plans[i]![step % replan]! : 0;
      track.push(track.at(-1)! + moved + wind * world.normal());
    });
  }
  return tracks;
}

/** Percent of runs that keep clear of the obstacle and arrive. */
export function successOf(tracks: readonly Track[]): number {
  return 100 * tracks.filter(succeeds).length / tracks.length;
}
