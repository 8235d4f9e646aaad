import type { KvCache } from "../attention/mod.ts";
import type { Gpu } from "../gpu/mod.ts";
import { Embedding, LayerNorm, Module } from "../nn/mod.ts";
import { add, type Tensor } from "../tensor/mod.ts";
import type { BertOptions } from "./bert.ts";
import { Blocks } from "./blocks.ts";
import { keyMask } from "./key_mask.ts";
import { TokenTable } from "./token_table.ts";
import { checkTokens, type Tokens } from "./tokens.ts";

/** Sizes of a `Gpt2`. */
export type Gpt2Options = Omit<BertOptions, "types" | "pooler">;

/** Texts, and what was read before them. */
export interface Gpt2Input extends Tokens {
  /** (B, T), each token's place in its text; counted on from what the cache holds unless given. */
  readonly positions?: Int32Array<ArrayBuffer> | undefined;
  /** Holds the keys and values of tokens before, and from now on of these. */
  readonly cache?: Gpt2Cache | undefined;
}

/** What GPT-2 makes of texts. */
export interface Gpt2Output {
  /** What goes into the first layer and what each makes of it, (B, T, C) each. */
  readonly hidden: readonly Tensor[];
  /** The last, normed. */
  readonly last: Tensor;
}

/** Keys and values of all layers; its memory goes back at the end of a `using` scope. */
export class Gpt2Cache implements Disposable {
  /** One a block. */
  readonly blocks: readonly KvCache[];

  /** An empty one; made by `Gpt2.cache()`. */
  constructor(blocks: readonly KvCache[]) {
    this.blocks = blocks;
  }

  /** Tokens that are there. */
  get length(): number {
    return this.blocks[0]?.keys ?? 0;
  }

  /** Gives the memory back. */
  [Symbol.dispose](): void {
    for (const block of this.blocks) block[Symbol.dispose]();
  }
}

/**
 * GPT-2 as Hugging Face's `GPT2LMHeadModel` computes it; the table of tokens is the head too.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Gpt2 } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const sizes = { vocabulary: 9, positions: 8, channels: 6, layers: 1, heads: 2, hidden: 24 };
 * using gpt = new Gpt2(gpu, { ...sizes, random: stream(0) });
 * const { last } = gpt.forward({ ids: Int32Array.of(1, 5, 2), shape: [1, 3] });
 * deepEqual(gpt.logits(last).shape, [1, 3, 9]);
 * ```
 */
export class Gpt2 extends Module {
  /** (V, C). */
  readonly tokens: TokenTable;
  /** (positions, C). */
  readonly positions: Embedding;
  /** All of them. */
  readonly blocks: Blocks;
  /** Behind the last. */
  readonly norm: LayerNorm;
  #options: Gpt2Options;

  /** A model of these sizes. */
  constructor(gpu: Gpu, options: Gpt2Options) {
    super(gpu);
    const { vocabulary, positions, channels, random } = options;
    const { activation = "geluTanh", epsilon = 1e-5 } = options;
    const sizes = { rows: vocabulary, channels, random, most: options.tableBytes };
    this.tokens = this.child("tokens", new TokenTable(gpu, sizes));
    const places = { rows: positions, channels, random };
    this.positions = this.child("positions", new Embedding(gpu, places));
    const rules = { ...options, activation, epsilon, order: "pre", causal: true } as const;
    this.blocks = this.child("blocks", new Blocks(gpu, rules));
    this.norm = this.child("norm", new LayerNorm(gpu, { channels, epsilon }));
    this.#options = options;
  }

  /** Runs texts. The mask covers what the cache holds too: (B, cached + T). */
  forward(input: Gpt2Input): Gpt2Output {
    const { ids, shape, mask, cache } = input;
    const [batch, time] = shape;
    const past = cache?.length ?? 0;
    checkTokens("GPT-2", input, this.#options.positions - past);
    const count = { length: batch * time };
    const places = input.positions ?? Int32Array.from(count, (_, i) => past + i % time);
    if (places.length !== ids.length) {
      throw new RangeError(
        `Cannot run GPT-2: ${places.length} positions for ${ids.length} ids, wanted one for each`,
      );
    }
    const x = add(
      this.tokens.forward(ids, { shape }),
      this.positions.forward(places, { shape }),
    );
    const hidden = this.blocks.forward(x, {
      mask: mask && keyMask(this.gpu, mask, batch, past + time),
      caches: cache?.blocks,
    });
    return { hidden, last: this.norm.forward(hidden.at(-1)!) };
  }

  /** How likely each token is next: (..., C) to (..., V), as logarithms up to a constant. */
  logits(last: Tensor): Tensor {
    return this.tokens.logits(last);
  }

  /** An empty cache for `batch` texts of up to `capacity` tokens. */
  cache({ batch = 1, capacity = this.#options.positions }: {
    batch?: number;
    capacity?: number;
  } = {}): Gpt2Cache {
    return new Gpt2Cache(this.blocks.blocks.map(({ attn }) => attn.openCache({ batch, capacity })));
  }
}
