import type { Gpu } from "@rederive/lib/gpu";
import { Block, Module } from "@rederive/lib/nn";
import { foldIn, key, normal, stream } from "@rederive/lib/random";
import { concat, reshape, slice, type Tensor } from "@rederive/lib/tensor";

/** Channels of our small tokens. */
export const C = 48;
/** Register tokens of a frame. */
export const REGISTERS = 4;

/** What a layer lets tokens see: those of their own frame, or those of all. */
export type Sight = "frame" | "global";

/** The layers of the paper, two for each of L. */
export function alternating(pairs: number): Sight[] {
  return Array.from({ length: 2 * pairs }, (_, i) => i % 2 === 0 ? "frame" : "global");
}

/** How an aggregator is put together. */
export interface AggregatorOptions {
  /** Its layers, in order. */
  readonly layers: readonly Sight[];
  /** Fixes the weights. */
  readonly seed: number;
  /** Whether the first frame has a camera token and registers of its own; true unless given. */
  readonly marksFirst?: boolean;
}

/** Alternating attention over the tokens of frames (arXiv 2503.11651, sections 3.2 and 3.3), small. */
export class Aggregator extends Module {
  /** The camera token and the registers of the first frame, and those of all others: (2, 1 + R, C). */
  readonly extra: Tensor;
  /** One a layer. */
  readonly blocks: readonly Block[];
  readonly #layers: readonly Sight[];
  readonly #marksFirst: boolean;

  constructor(gpu: Gpu, { layers, seed, marksFirst = true }: AggregatorOptions) {
    super(gpu);
    const values = normal(foldIn(key(seed), 1), 2 * (1 + REGISTERS) * C);
    this.extra = this.parameter("extra", [2, 1 + REGISTERS, C], { values });
    this.blocks = layers.map((_, i) => {
      const random = stream(foldIn(key(seed), 2 + i));
      return this.child(`block${i}`, new Block(gpu, { channels: C, heads: 4, random }));
    });
    this.#layers = layers;
    this.#marksFirst = marksFirst;
  }

  /** Image tokens (N, K, C) with the camera token and the registers of each frame before them. */
  tokens(images: Tensor): Tensor {
    const first = slice(this.extra, [[0, 1]]);
    const other = this.#marksFirst ? slice(this.extra, [[1, 2]]) : first;
    const extra = [first, ...new Array<Tensor>(images.shape[0]! - 1).fill(other)];
    return concat([concat(extra, { axis: 0 }), images], { axis: 1 });
  }

  /** Tokens (N, T, C) before the first layer and behind each. */
  forward(images: Tensor): Tensor[] {
    const all = [this.tokens(images)];
    this.blocks.forEach((block, i) => all.push(attendIn(this.#layers[i]!, block, all.at(-1)!)));
    return all;
  }
}

/** A layer over tokens (N, T, C): the sight is a matter of shape alone. */
export function attendIn(sight: Sight, block: Block, x: Tensor): Tensor {
  const [frames, tokens, channels] = x.shape as [number, number, number];
  if (sight === "frame") return block.forward(x);
  const all = block.forward(reshape(x, [1, frames * tokens, channels]));
  return reshape(all, [frames, tokens, channels]);
}
