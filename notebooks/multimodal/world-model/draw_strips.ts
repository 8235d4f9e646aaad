import type { Pixels } from "@rederive/lib/image";
import { SIZE } from "./ball.ts";

/** Videos below each other, frame by frame to the right; the first `seen` frames stand apart. */
export function drawStrips(
  videos: readonly Float32Array[],
  { seen = 3, gap = 2 }: { seen?: number; gap?: number } = {},
): Pixels {
  const length = Math.max(...videos.map((frames) => frames.length / SIZE ** 2));
  const width = length * (SIZE + gap) - gap + 2 * gap;
  const height = videos.length * (SIZE + gap) - gap;
  const data = new Uint8Array(width * height * 4).fill(255);
  videos.forEach((frames, row) =>
    frames.forEach((value, i) => {
      const [frame, at] = [Math.floor(i / SIZE ** 2), i % SIZE ** 2];
      const x = frame * (SIZE + gap) + (frame >= seen ? 2 * gap : 0) + at % SIZE;
      const y = row * (SIZE + gap) + Math.floor(at / SIZE);
      const grey = Math.round(255 * Math.min(1, Math.max(0, value)));
      data.set([grey, grey, grey], (y * width + x) * 4);
    })
  );
  return { width, height, data };
}
