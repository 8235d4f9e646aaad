import { RADIUS, SIZE } from "./ball.ts";

/** Where a ball is seen, to the right and down, in pixels. */
export type Place = readonly [x: number, y: number];

/** The middle of what is bright in a frame: pixels weighed by how much they exceed 0.2. */
export function placeOf(frame: ArrayLike<number>): Place {
  let [sum, x, y] = [1e-9, 0, 0];
  for (let i = 0; i < SIZE ** 2; i++) {
    const weight = Math.max(0, frame[i]! - 0.2);
    sum += weight;
    x += weight * (i % SIZE + 0.5);
    y += weight * (Math.floor(i / SIZE) + 0.5);
  }
  return [x / sum, y / sum];
}

/** Where the ball is in each frame of a video. */
export function placesOf(frames: Float32Array): Place[] {
  return Array.from(
    { length: frames.length / SIZE ** 2 },
    (_, i) => placeOf(frames.subarray(i * SIZE ** 2, (i + 1) * SIZE ** 2)),
  );
}

/** How much faster balls fall with each frame: the mean second difference of heights in free fall. */
export function gravityOf(tracks: readonly (readonly Place[])[]): number {
  const bends = tracks.flatMap((track) =>
    track.slice(2).map(([, c], i) => c - 2 * track[i + 1]![1] + track[i]![1])
  );
  return bends.reduce((sum, bend) => sum + bend, 0) / bends.length;
}

/** Frames before and behind a bounce, by their numbers. */
export interface BounceFrames {
  readonly before: readonly number[];
  readonly behind: readonly number[];
  /** How much faster balls fall with each frame. */
  readonly gravity: number;
}

/**
 * The share of its speed that a ball keeps when it bounces, median over tracks. A parabola is fitted to
 * the heights on each side; it says how fast the ball is where it touches the floor.
 */
export function restitutionOf(
  tracks: readonly (readonly Place[])[],
  { before, behind, gravity }: BounceFrames,
): number {
  const shares = tracks.map((track) =>
    speedAtFloor(track, behind, gravity) / speedAtFloor(track, before, gravity)
  );
  return median(shares);
}

/** Speed at the floor of the parabola y = a + v t + g t² / 2 through heights, by least squares. */
function speedAtFloor(track: readonly Place[], frames: readonly number[], gravity: number): number {
  const middle = frames.reduce((sum, t) => sum + t, 0) / frames.length;
  let [sum, slope, squares] = [0, 0, 0];
  for (const frame of frames) {
    const t = frame - middle;
    const height = track[frame]![1] - gravity * t * t / 2;
    sum += height;
    slope += t * height;
    squares += t * t;
  }
  const [a, v] = [sum / frames.length, slope / squares];
  return Math.sqrt(Math.max(0, v * v + 2 * gravity * (SIZE - RADIUS - a)));
}

/** The middle one of numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** How far apart two places are. */
export function distance([a, b]: Place, [c, d]: Place): number {
  return Math.hypot(a - c, b - d);
}
