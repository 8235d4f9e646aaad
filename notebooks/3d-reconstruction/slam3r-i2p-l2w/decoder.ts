import type { Gpu } from "@rederive/lib/gpu";
import { Module } from "@rederive/lib/nn";
import { broadcastTo, concat, reshape, slice, type Tensor } from "@rederive/lib/tensor";
import { MergeBlock, type MergeOptions } from "./merge_block.ts";

/** Tokens of a frame (B, T, C) and of M others (B, M, T, C). */
export interface Tokens {
  readonly key: Tensor;
  readonly others: Tensor;
}

/** Sizes of a decoder. */
export interface DecoderOptions extends MergeOptions {
  /** Blocks behind one another; 2 unless given. */
  readonly layers?: number;
  /** The others have one decoder each, so many of them; one for all unless given. */
  readonly apart?: number;
}

/**
 * Two decoders that go along with each other: that of the key frame looks at all others, that of the others
 * lets each look at the key frame. In I2P the others are supporting frames, in L2W scene frames.
 */
export class Decoder extends Module {
  readonly #key: readonly MergeBlock[];
  readonly #others: readonly (readonly MergeBlock[])[];

  /** Decoders with random weights. */
  constructor(gpu: Gpu, { layers = 2, apart = 1, ...options }: DecoderOptions) {
    super(gpu);
    const blocks = (name: string) =>
      Array.from(
        { length: layers },
        (_, i) => this.child(`${name}${i}`, new MergeBlock(gpu, options)),
      );
    this.#key = blocks("key");
    this.#others = Array.from({ length: apart }, (_, i) => blocks(`other${i}_`));
  }

  /** Tokens behind all blocks. */
  forward({ key, others }: Tokens): Tokens {
    return this.#key.reduce(
      (tokens, block, layer) => ({
        key: block.forward(tokens.key, tokens.others),
        others: this.forwardOthers(tokens, layer),
      }),
      { key, others } as Tokens,
    );
  }

  /** What one layer makes of the others, each with the key frame only. */
  forwardOthers({ key, others }: Tokens, layer: number): Tensor {
    const [batch, count, tokens, channels] = others.shape as [number, number, number, number];
    const alone = (from: number, to: number, block: MergeBlock) => {
      const some = slice(others, [null, [from, to]]);
      const flat = [batch * (to - from), tokens, channels];
      const keys = broadcastTo(reshape(key, [batch, 1, tokens, channels]), some.shape);
      const memory = reshape(keys, [flat[0]!, 1, tokens, channels]);
      return reshape(block.forward(reshape(some, flat), memory), some.shape);
    };
    if (this.#others.length === 1) return alone(0, count, this.#others[0]![layer]!);
    return concat(this.#others.map((blocks, i) => alone(i, i + 1, blocks[layer]!)), { axis: 1 });
  }
}
