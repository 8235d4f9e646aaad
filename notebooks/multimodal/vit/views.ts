import type { Stream } from "@rederive/lib/random";
import { between, type Pictures } from "./pictures.ts";

/** How a view differs from its picture. */
export const VIEW = {
  /** Least edge of the square that is cut out and enlarged, in pixels of 16. */
  edge: 10,
  /** Each colour is multiplied by 1 up to this more or less, and moved by up to this. */
  jitter: 0.2,
  /** Standard deviation of what is added to every number. */
  noise: 0.05,
} as const;

/**
 * A view of each picture, drawn at random: a square cut out and enlarged to the whole, mirrored or
 * not, its colours changed, and noise.
 */
export function drawViews({ pixels, size, classes }: Pictures, random: Stream): Float32Array {
  const views = new Float32Array(pixels.length);
  for (let i = 0; i < classes.length; i++) {
    const edge = between(random, VIEW.edge, size);
    const [left, top] = [between(random, 0, size - edge), between(random, 0, size - edge)];
    const isMirrored = random.uniform() < 0.5;
    const at = (n: number, from: number) => from + ((n + 0.5) / size) * edge - 0.5;
    const columns = Array.from({ length: size }, (_, n) => at(isMirrored ? size - 1 - n : n, left));
    for (let c = 0; c < 3; c++) {
      const gain = 1 + between(random, -VIEW.jitter, VIEW.jitter);
      const move = between(random, -VIEW.jitter, VIEW.jitter);
      const plane = pixels.subarray((3 * i + c) * size ** 2, (3 * i + c + 1) * size ** 2);
      for (let n = 0; n < size ** 2; n++) {
        const seen = valueAt(plane, {
          size,
          x: columns[n % size]!,
          y: at(Math.floor(n / size), top),
        });
        views[(3 * i + c) * size ** 2 + n] = gain * seen + move + VIEW.noise * random.normal();
      }
    }
  }
  return views;
}

/** The value between pixels, by halves of four; beyond the edge it is the edge's. */
function valueAt(
  plane: Float32Array,
  { size, x, y }: { size: number; x: number; y: number },
): number {
  const [u, v] = [x, y].map((w) => Math.min(size - 1, Math.max(0, w))) as [number, number];
  const [column, row] = [u, v].map((w) => Math.min(size - 2, Math.floor(w))) as [number, number];
  const along = (row: number) => {
    const left = plane[row * size + column]!;
    return left + (u - column) * (plane[row * size + column + 1]! - left);
  };
  return along(row) + (v - row) * (along(row + 1) - along(row));
}
