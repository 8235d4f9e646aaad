import { SHARED } from "./hall.ts";

/**
 * For each place that the key frame may have in clips of a length: what the worst-off of the other frames shares
 * with it, the mean over all clips of a video around the hall.
 */
export function leastShared(video: readonly number[], length: number): number[] {
  const clips = video.length;
  return Array.from({ length }, (_, place) => {
    let sum = 0;
    for (let start = 0; start < clips; start++) {
      const clip = Array.from({ length }, (_, i) => video[(start + i) % clips]!);
      const shares = clip.filter((_, i) => i !== place).map((frame) =>
        SHARED[clip[place]!]![frame]!
      );
      sum += Math.min(...shares);
    }
    return sum / clips;
  });
}
