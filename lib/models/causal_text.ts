import type { KvCache } from "../attention/mod.ts";
import type { Gpu } from "../gpu/mod.ts";
import { Embedding, LayerNorm, Module } from "../nn/mod.ts";
import { add, type Tensor } from "../tensor/mod.ts";
import { Blocks, type TransformerSizes } from "./blocks.ts";
import { keyMask } from "./key_mask.ts";
import { TokenTable } from "./token_table.ts";
import { checkTokens, type Tokens } from "./tokens.ts";

/** Sizes of a transformer over texts. */
export interface TextSizes extends TransformerSizes {
  /** V. */
  vocabulary: number;
  /** The most tokens in a row. */
  positions: number;
  /** The most bytes in one piece of the table of tokens; see `TokenTable`. */
  tableBytes?: number | undefined;
}

/** Texts, and what was read before them. */
export interface CausalTextInput extends Tokens {
  /** (B, T), each token's place in its text; counted on from what the cache holds unless given. */
  readonly positions?: Int32Array<ArrayBuffer> | undefined;
  /** Holds the keys and values of tokens before, and from now on of these. */
  readonly cache?: TextCache | undefined;
}

/** What is made of texts. */
export interface CausalTextOutput {
  /** What goes into the first block and what each makes of it, (B, T, C) each. */
  readonly hidden: readonly Tensor[];
  /** The last, normed. */
  readonly last: Tensor;
}

/** Keys and values of all blocks; its memory goes back at the end of a `using` scope. */
export class TextCache implements Disposable {
  /** One a block. */
  readonly blocks: readonly KvCache[];

  /** An empty one; made by a model's `cache()`. */
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

/** Tokens that see those before them: what GPT-2 and CLIP's text tower have in common. */
export abstract class CausalText extends Module {
  /** (V, C). */
  readonly tokens: TokenTable;
  /** (positions, C). */
  readonly positions: Embedding;
  /** All of them. */
  readonly blocks: Blocks;
  /** Behind the last. */
  readonly norm: LayerNorm;
  #model: string;

  /** A transformer of these sizes; `model` is its name in messages. */
  constructor(
    gpu: Gpu,
    model: string,
    options: TextSizes & Required<Pick<TextSizes, "activation" | "epsilon">>,
  ) {
    super(gpu);
    const { vocabulary, positions, tableBytes, channels, epsilon, random } = options;
    const sizes = { rows: vocabulary, channels, random, most: tableBytes };
    this.tokens = this.child("tokens", new TokenTable(gpu, sizes));
    const places = { rows: positions, channels, random };
    this.positions = this.child("positions", new Embedding(gpu, places));
    const rules = { ...options, order: "pre", causal: true } as const;
    this.blocks = this.child("blocks", new Blocks(gpu, rules));
    this.norm = this.child("norm", new LayerNorm(gpu, { channels, epsilon }));
    this.#model = model;
  }

  /** The most tokens in a row. */
  get longest(): number {
    return this.positions.weight.shape[0]!;
  }

  /** Runs texts. The mask covers what the cache holds too: (B, cached + T). */
  forward(input: CausalTextInput): CausalTextOutput {
    const { ids, shape, mask, cache } = input;
    const [batch, time] = shape;
    const past = cache?.length ?? 0;
    checkTokens(this.#model, input, this.longest - past);
    const count = { length: batch * time };
    const places = input.positions ?? Int32Array.from(count, (_, i) => past + i % time);
    if (places.length !== ids.length) {
      throw new RangeError(
        `Cannot run ${this.#model}: ${places.length} positions for ${ids.length} ids, ` +
          `wanted one for each`,
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

  /** An empty cache for `batch` texts of up to `capacity` tokens. */
  cache({ batch = 1, capacity = this.longest }: {
    batch?: number;
    capacity?: number;
  } = {}): TextCache {
    return new TextCache(this.blocks.blocks.map(({ attn }) => attn.openCache({ batch, capacity })));
  }
}
