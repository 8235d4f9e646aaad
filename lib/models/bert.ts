import type { Gpu } from "../gpu/mod.ts";
import { Embedding, LayerNorm, Linear, Module } from "../nn/mod.ts";
import { add, slice, tanh, type Tensor } from "../tensor/mod.ts";
import { Blocks } from "./blocks.ts";
import type { TextSizes } from "./causal_text.ts";
import { keyMask } from "./key_mask.ts";

import { checkTokens, type Tokens } from "./tokens.ts";
import { TokenTable } from "./token_table.ts";
import { firstToken } from "./vit.ts";

/** Sizes of a `Bert`: "gelu" and 1e-12 unless given. */
export interface BertOptions extends TextSizes {
  /** Kinds of segments; 2 unless given. */
  types?: number;
  /** Have a dense layer and a tanh over the first token. */
  pooler?: boolean;
}

/** Texts, padded to one length, and which segment each token is of. */
export interface BertInput extends Tokens {
  /** (B, T); 0 everywhere unless given. */
  readonly types?: Int32Array<ArrayBuffer> | undefined;
}

/** What BERT makes of texts. */
export interface BertOutput {
  /** What goes into the first layer and what each makes of it, (B, T, C) each. */
  readonly hidden: readonly Tensor[];
  /** The last of them. */
  readonly last: Tensor;
  /** tanh of the pooler's layer over the first token, (B, C). */
  readonly pooled?: Tensor;
}

/**
 * BERT (https://arxiv.org/abs/1810.04805) as Hugging Face's `BertModel` computes it; MiniLM is one. Its
 * sentence embeddings are `sentenceEmbedding()`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Bert } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const sizes = { vocabulary: 9, positions: 8, channels: 6, layers: 1, heads: 2, hidden: 12 };
 * using bert = new Bert(gpu, { ...sizes, random: stream(0) });
 * const { last } = bert.forward({ ids: Int32Array.of(1, 5, 2, 1, 2, 0), shape: [2, 3] });
 * deepEqual(last.shape, [2, 3, 6]);
 * ```
 */
export class Bert extends Module {
  /** (V, C). */
  readonly words: TokenTable;
  /** (positions, C). */
  readonly positions: Embedding;
  /** (types, C). */
  readonly types: Embedding;
  /** Of their sum. */
  readonly norm: LayerNorm;
  /** All of them. */
  readonly blocks: Blocks;
  /** Over the first token. */
  readonly pooler: Linear | undefined;

  /** A model of these sizes. */
  constructor(gpu: Gpu, options: BertOptions) {
    super(gpu);
    const { vocabulary, positions, types = 2, channels, random } = options;
    const { activation = "gelu", epsilon = 1e-12, pooler } = options;
    const most = options.tableBytes;
    const sizes = { rows: vocabulary, channels, random, most };
    this.words = this.child("words", new TokenTable(gpu, sizes));
    const table = (name: string, rows: number) =>
      this.child(name, new Embedding(gpu, { rows, channels, random }));
    this.positions = table("positions", positions);
    this.types = table("types", types);
    this.norm = this.child("norm", new LayerNorm(gpu, { channels, epsilon }));
    const rules = { ...options, activation, epsilon, order: "post" } as const;
    this.blocks = this.child("blocks", new Blocks(gpu, rules));
    const head = { inputs: channels, outputs: channels, random };
    this.pooler = pooler ? this.child("pooler", new Linear(gpu, head)) : undefined;
  }

  /** Runs texts. */
  forward(input: BertInput): BertOutput {
    checkTokens("BERT", input, this.positions.weight.shape[0]!);
    const { ids, shape, mask, types = new Int32Array(ids.length) } = input;
    const [batch, time] = shape;
    const words = add(this.words.forward(ids, { shape }), this.types.forward(types, { shape }));
    const summed = add(words, slice(this.positions.weight, [[0, time]]));
    const hidden = this.blocks.forward(this.norm.forward(summed), {
      mask: mask && keyMask(this.gpu, mask, batch, time),
    });
    const last = hidden.at(-1)!;
    const { pooler } = this;
    return { hidden, last, ...pooler ? { pooled: tanh(pooler.forward(firstToken(last))) } : {} };
  }
}
