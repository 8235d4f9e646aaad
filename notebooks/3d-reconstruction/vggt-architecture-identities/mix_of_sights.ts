/** Queries, keys and values of all tokens of all frames, (N T, D) each. */
export interface Heads {
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly v: Float32Array;
  readonly frames: number;
  readonly width: number;
}

/** How self-attention of a frame and cross-attention to all others are weighed, query by query. */
export type Weigh = (own: number, others: number) => number;

/** The share of the softmax' sum that lies in the own frame. */
export const byTheSums: Weigh = (own, others) => own / (own + others);

/**
 * What each token finds, (N T, D), when it attends to its own frame and, apart from that, to all other
 * frames, and the two results are mixed: in f64, as the formulas read.
 */
export function mixOfSights({ q, k, v, frames, width }: Heads, weigh: Weigh): Float64Array {
  const tokens = q.length / width / frames;
  const mixed = new Float64Array(q.length);
  const row = (x: Float32Array, i: number) => x.subarray(i * width, (i + 1) * width);
  for (let i = 0; i < frames * tokens; i++) {
    const frame = Math.floor(i / tokens);
    const scores = Array.from({ length: frames * tokens }, (_, j) => {
      return row(q, i).reduce((sum, x, c) => sum + x * row(k, j)[c]!, 0) / Math.sqrt(width);
    });
    const isOwn = scores.map((_, j) => Math.floor(j / tokens) === frame);
    const [own, others] = [true, false].map((side) => {
      let sum = 0;
      const found = new Float64Array(width);
      scores.forEach((score, j) => {
        if (isOwn[j] !== side) return;
        sum += Math.exp(score);
        row(v, j).forEach((x, c) => found[c]! += Math.exp(score) * x);
      });
      return { sum, found: found.map((x) => x / sum) };
    }) as [{ sum: number; found: Float64Array }, { sum: number; found: Float64Array }];
    const share = weigh(own.sum, others.sum);
    for (let c = 0; c < width; c++) {
      mixed[i * width + c] = share * own.found[c]! + (1 - share) * others.found[c]!;
    }
  }
  return mixed;
}
