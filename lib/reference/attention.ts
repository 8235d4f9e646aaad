/** Sizes and rules of an attention: q is (B, H, queries, D), k and v are (B, kvHeads, keys, D). */
export interface Attention {
  /** B: entries of the batch. */
  batch: number;
  /** H: heads of the queries. */
  heads: number;
  /** Heads of keys and values; divides `heads`. */
  kvHeads: number;
  /** Queries a head. */
  queries: number;
  /** Keys a head. */
  keys: number;
  /** D: numbers a query and a key have. */
  width: number;
  /** What each score is multiplied by. */
  scale: number;
  /** What is added to the score of query i and key j; -Infinity hides the key. */
  mask: (b: number, h: number, i: number, j: number) => number;
}

/**
 * Attention in f64: softmax(scale q k^T + mask) v, zeros where a query sees nothing.
 *
 * @example
 * ```ts
 * import { attention } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const sizes = { batch: 1, heads: 1, kvHeads: 1, queries: 1, keys: 2, width: 1 };
 * const { output } = attention([0], [5, 7], [1, 3], { ...sizes, scale: 1, mask: () => 0 });
 * deepStrictEqual(output, [2]);
 * ```
 */
export function attention(
  q: ArrayLike<number>,
  k: ArrayLike<number>,
  v: ArrayLike<number>,
  sizes: Attention,
): { output: number[]; logSumExp: number[]; probabilities: number[] } {
  const { batch, heads, kvHeads, queries, keys, width, scale, mask } = sizes;
  const output: number[] = [];
  const logSumExp: number[] = [];
  const probabilities: number[] = [];
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const shared = b * kvHeads + Math.floor((h * kvHeads) / heads);
      for (let i = 0; i < queries; i++) {
        const scores = new Float64Array(keys);
        for (let j = 0; j < keys; j++) {
          let dot = 0;
          for (let d = 0; d < width; d++) {
            dot += q[((b * heads + h) * queries + i) * width + d]! *
              k[(shared * keys + j) * width + d]!;
          }
          scores[j] = scale * dot + mask(b, h, i, j);
        }
        const peak = scores.reduce((x, y) => Math.max(x, y), -Infinity);
        const weights = scores.map((z) => z === -Infinity ? 0 : Math.exp(z - peak));
        const sum = weights.reduce((x, y) => x + y, 0);
        logSumExp.push(peak + Math.log(sum));
        const row = new Float64Array(width);
        for (let j = 0; j < keys; j++) {
          const p = sum === 0 ? 0 : weights[j]! / sum;
          probabilities.push(p);
          for (let d = 0; d < width; d++) row[d]! += p * v[(shared * keys + j) * width + d]!;
        }
        output.push(...row);
      }
    }
  }
  return { output, logSumExp, probabilities };
}

/**
 * The gradients of sum(attention * dy) in f64, from the probabilities as the chain rule has them.
 *
 * @example
 * ```ts
 * import { attentionGradient } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const sizes = { batch: 1, heads: 1, kvHeads: 1, queries: 1, keys: 2, width: 1 };
 * const rule = { ...sizes, scale: 1, mask: () => 0 };
 * const { q, v } = attentionGradient([0], [5, 7], [1, 3], [4], rule);
 * deepStrictEqual(v, [2, 2]);
 * deepStrictEqual(q, [4]); // 4 (0.5 (1 - 2) 5 + 0.5 (3 - 2) 7)
 * ```
 */
export function attentionGradient(
  q: ArrayLike<number>,
  k: ArrayLike<number>,
  v: ArrayLike<number>,
  dy: ArrayLike<number>,
  sizes: Attention,
): { q: number[]; k: number[]; v: number[] } {
  const { batch, heads, kvHeads, queries, keys, width, scale } = sizes;
  const { probabilities } = attention(q, k, v, sizes);
  const gradient = {
    q: new Array<number>(q.length).fill(0),
    k: new Array<number>(k.length).fill(0),
    v: new Array<number>(v.length).fill(0),
  };
  for (let row = 0; row < batch * heads * queries; row++) {
    const head = Math.floor(row / queries);
    const b = Math.floor(head / heads);
    const shared = b * kvHeads + Math.floor(((head % heads) * kvHeads) / heads);
    const p = probabilities.slice(row * keys, (row + 1) * keys);
    const byScore = p.map((_, j) => {
      let sum = 0;
      for (let d = 0; d < width; d++) {
        sum += dy[row * width + d]! * v[(shared * keys + j) * width + d]!;
      }
      return sum;
    });
    const mean = p.reduce((sum, share, j) => sum + share * byScore[j]!, 0);
    for (let j = 0; j < keys; j++) {
      const slope = p[j]! * (byScore[j]! - mean) * scale;
      for (let d = 0; d < width; d++) {
        const at = (shared * keys + j) * width + d;
        gradient.v[at]! += p[j]! * dy[row * width + d]!;
        gradient.q[row * width + d]! += slope * k[at]!;
        gradient.k[at]! += slope * q[row * width + d]!;
      }
    }
  }
  return gradient;
}
