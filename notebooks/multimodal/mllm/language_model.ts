import type { Gpu } from "@rederive/lib/gpu";
import { Blocks } from "@rederive/lib/models";
import { Embedding, LayerNorm, Linear, Module, scaledNormal, Sequential } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import {
  concat,
  gelu,
  matmul,
  reshape,
  slice,
  type Tensor,
  transpose,
  type Whole,
} from "@rederive/lib/tensor";
import { VOCABULARY } from "./texts.ts";

/** Width of a token. */
export const CHANNELS = 32;
/** What the encoder gives of a picture: a vector for each quarter. */
export const QUARTERS = 4;
/** Numbers of such a vector. */
export const FEATURES = 24;
/** Tokens that a projector makes of each quarter. */
export const EACH = 4;

/** A small language model: two blocks, places by turning, the table of words is the head too. */
export class LanguageModel extends Module {
  /** (V, C). */
  readonly table: Embedding;
  readonly #blocks: Blocks;
  readonly #norm: LayerNorm;

  /** Starts from chance. */
  constructor(gpu: Gpu, { random }: { random: Stream }) {
    super(gpu);
    const rows = VOCABULARY.words.length;
    this.table = this.child(
      "table",
      new Embedding(gpu, {
        rows,
        channels: CHANNELS,
        random,
        init: (shape, options) => scaledNormal(shape, { ...options, std: 0.2 }),
      }),
    );
    const sizes = { channels: CHANNELS, layers: 2, heads: 4, hidden: 96, random };
    const rules = { causal: true, rope: { base: 100 }, activation: "gelu" } as const;
    this.#blocks = this.child("blocks", new Blocks(gpu, { ...sizes, ...rules }));
    this.#norm = this.child("norm", new LayerNorm(gpu, { channels: CHANNELS }));
  }

  /** Scores of the next word behind each word, (B, T, V); a picture's tokens stand before the words. */
  logits(ids: Whole, picture?: Tensor): Tensor {
    return matmul(this.hidden(ids, picture).at(-1)!, transpose(this.table.weight));
  }

  /** What goes into the first block for each word, what each block makes of it, and the last normed. */
  hidden(ids: Whole, picture?: Tensor): Tensor[] {
    const words = this.table.forward(ids);
    const all = this.#blocks.forward(picture ? concat([picture, words], { axis: 1 }) : words);
    const own = (x: Tensor) => {
      const [, time] = x.shape as [number, number];
      return picture ? slice(x, [null, [picture.shape[1]!, time]]) : x;
    };
    return [...all, this.#norm.forward(all.at(-1)!)].map(own);
  }
}

/** From the vectors of a picture's quarters to tokens that stand beside words, four of each. */
export class Projector extends Module {
  readonly #layers: Sequential;

  /** Two layers, from chance. */
  constructor(gpu: Gpu, { random }: { random: Stream }) {
    super(gpu);
    const outputs = EACH * CHANNELS;
    const layers = [
      new Linear(gpu, { inputs: FEATURES, outputs: 64, random }),
      gelu,
      new Linear(gpu, { inputs: 64, outputs, random }),
    ];
    this.#layers = this.child("layers", new Sequential(gpu, layers));
  }

  /** (B, 4, 24) to (B, 16, 32). */
  forward(quarters: Tensor): Tensor {
    return reshape(this.#layers.forward(quarters), [-1, EACH * QUARTERS, CHANNELS]);
  }
}
