import { SIZE, type Video } from "./ball.ts";
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
  /** -1, 0 or 1: what the network is told that pushes the ball, all of the time; 0 unless given. */
  readonly action?: number;
  /** The three frames are shown last first; not unless given. */
  readonly backwards?: boolean;
  /** Steps of Euler of a flow. */
  readonly euler?: number;
}

/** Videos, the first three frames as a tokenizer gives them back, the others as a network makes them. */
export async function continueVideos(
  { predictor, tokenizer }: World,
  videos: readonly Video[],
  { frames = videos[0]!.length - SEEN, action = 0, backwards = false, euler }: ContinueOptions = {},
): Promise<Float32Array[]> {
  const seen = await encodeFrames(tokenizer, framesOf(videos, SEEN));
  const starts = backwards ? turned(seen) : seen;
  const actions = videos.map(() => action);
  const rolled = await rollOut(predictor, starts, {
    seed: 1,
    frames,
    actions,
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

/** What needs no network: the third frame again, or a ball that goes on as from the second to the third. */
export function guessOf(videos: readonly Video[], guess: "same frame" | "same speed"): Place[][] {
  return tracksOf(videos.map(({ frames }) => frames)).map((track) =>
    track.map((place, t): Place => {
      const [[x, y], [x0, y0]] = [track[SEEN - 1]!, track[SEEN - 2]!];
      const ahead = guess === "same speed" ? t - SEEN + 1 : 0;
      const inside = (v: number) => Math.min(SIZE - 2, Math.max(2, v));
      return t < SEEN ? place : [inside(x + ahead * (x - x0)), inside(y + ahead * (y - y0))];
    })
  );
}
