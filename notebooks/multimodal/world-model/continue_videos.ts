import { film, GRAVITY, SIZE, type Video } from "./ball.ts";
import { LATENT, SEEN } from "./predictors.ts";
import { distance, median, type Place, placesOf } from "./read_physics.ts";
import type { World } from "./read_networks.ts";
import { rollOut } from "./roll_out.ts";
import { decodeFrames, encodeFrames } from "./run_tokenizer.ts";
import { framesOf } from "./runs.ts";

/** How videos are continued from their first three frames. */
export interface ContinueOptions {
  /** Frames to add; as many as the videos have unless given. */
  readonly frames?: number;
  /** Of each video, what a flow is told that pushes the ball from each frame to the next; nothing unless given. */
  readonly pushes?: readonly (readonly number[])[];
  /** The three frames are shown last first; not unless given. */
  readonly backwards?: boolean;
  /** Steps of Euler of a flow. */
  readonly euler?: number;
}

/** Videos, the first three frames as a tokenizer gives them back, the others as a network makes them. */
export async function continueVideos(
  { predictor, tokenizer }: World,
  videos: readonly Video[],
  { frames = videos[0]!.length - SEEN, pushes, backwards = false, euler }: ContinueOptions = {},
): Promise<Float32Array[]> {
  const seen = await encodeFrames(tokenizer, framesOf(videos, SEEN));
  const starts = backwards ? turned(seen) : seen;
  const rolled = await rollOut(predictor, starts, {
    seed: 1,
    frames,
    ...pushes ? { pushes } : {},
    ...euler ? { euler } : {},
  });
  const pixels = await decodeFrames(tokenizer, rolled);
  const size = (SEEN + frames) * SIZE ** 2;
  return videos.map((_, i) => pixels.subarray(i * size, (i + 1) * size));
}

/** Each three frames in reverse order. */
function turned(values: Float32Array): Float32Array {
  return values.map((_, i) => {
    const [video, rest] = [Math.floor(i / (SEEN * LATENT)), i % (SEEN * LATENT)];
    const frame = SEEN - 1 - Math.floor(rest / LATENT);
    return values[(video * SEEN + frame) * LATENT + rest % LATENT]!;
  });
}

/** Where the ball is in each frame, of each video. */
export function tracksOf(videos: readonly Float32Array[]): Place[][] {
  return videos.map(placesOf);
}

/** Where the balls really are. */
export function truthOf(videos: readonly Video[]): Place[][] {
  return videos.map(({ states }) => states.map(({ x, y }) => [x, y] as const));
}

/** Median over videos of how far off the ball is in one frame. */
export function missOf(
  tracks: readonly (readonly Place[])[],
  truth: readonly (readonly Place[])[],
  frame: number,
): number {
  return median(tracks.map((track, i) => distance(track[frame]!, truth[i]![frame]!)));
}

/**
 * What needs no network: the third frame again; a ball that goes on as from the second frame to the third;
 * or one whose way bends on as over the three.
 */
export type Guess = "stays" | "goes on" | "bends on";

/** Where a guess has the balls. It sees the first three frames, and keeps inside of the picture. */
export function guessOf(videos: readonly Video[], guess: Guess): Place[][] {
  const [speeds, bends] = [guess === "stays" ? 0 : 1, guess === "bends on" ? 1 : 0];
  return tracksOf(videos.map(({ frames }) => frames)).map((track) =>
    track.map((place, t) => {
      const h = t - SEEN + 1;
      const [first, second, third] = track as [Place, Place, Place];
      const along = (i: 0 | 1) => {
        const bend = third[i] - 2 * second[i] + first[i];
        const way = speeds * h * (third[i] - second[i]) + bends * bend * h * (h + 1) / 2;
        return Math.min(SIZE - 2, Math.max(2, third[i] + way));
      };
      return t < SEEN ? place : [along(0), along(1)] as const;
    })
  );
}

/** Where somebody has the balls who knows the laws, and sees the first three frames. */
export function lawsOf(videos: readonly Video[]): Place[][] {
  return videos.map(({ frames, length }) => {
    const [first, , third] = placesOf(frames) as [Place, Place, Place];
    const [vx, vy] = [(third[0] - first[0]) / 2, (third[1] - first[1]) / 2 + GRAVITY];
    const start = { x: third[0], y: third[1], vx, vy };
    const { states } = film(start, { length: length - SEEN + 1 });
    return [...placesOf(frames).slice(0, SEEN - 1), ...states.map(({ x, y }) => [x, y] as const)];
  });
}
