import type { Gpu } from "../gpu/mod.ts";
import { Embedding, LayerNorm, Module } from "../nn/mod.ts";
import { add, reshape, slice, takeRows, type Tensor } from "../tensor/mod.ts";
import type { BertOptions } from "./bert.ts";
import { Blocks } from "./blocks.ts";
import { keyMask } from "./key_mask.ts";
import { TokenTable } from "./token_table.ts";
import { checkTokens, type Tokens } from "./tokens.ts";

/** Sizes of a `ClipText`. */
export interface ClipTextOptions extends Omit<BertOptions, "types" | "pooler"> {
  /** The token that ends a text, "largest" for the one with the largest id; that unless given. */
  end?: number | "largest";
}

/** What CLIP's text tower makes of texts. */
export interface ClipTextOutput {
  /** What goes into the first layer and what each makes of it, (B, T, C) each. */
  readonly hidden: readonly Tensor[];
  /** The last of them, normed. */
  readonly last: Tensor;
  /** Its token that ends the text, (B, C). */
  readonly pooled: Tensor;
}

/** CLIP's text transformer: causal, a text's vector is that of the token that ends it. */
export class ClipText extends Module {
  /** (V, C). */
  readonly tokens: TokenTable;
  /** (positions, C). */
  readonly positions: Embedding;
  /** All of them. */
  readonly blocks: Blocks;
  /** Behind the last. */
  readonly norm: LayerNorm;
  #end: number | "largest";

  /** A tower of these sizes. */
  constructor(gpu: Gpu, options: ClipTextOptions) {
    super(gpu);
    const { vocabulary, positions, channels, random, end = "largest" } = options;
    const { activation = "quickGelu", epsilon = 1e-5 } = options;
    const sizes = { rows: vocabulary, channels, random, most: options.tableBytes };
    this.tokens = this.child("tokens", new TokenTable(gpu, sizes));
    const places = { rows: positions, channels, random };
    this.positions = this.child("positions", new Embedding(gpu, places));
    const rules = { ...options, activation, epsilon, order: "pre", causal: true } as const;
    this.blocks = this.child("blocks", new Blocks(gpu, rules));
    this.norm = this.child("norm", new LayerNorm(gpu, { channels, epsilon }));
    this.#end = end;
  }

  /** Runs texts. */
  forward(input: Tokens): ClipTextOutput {
    checkTokens("CLIP", input, this.positions.weight.shape[0]!);
    const { ids, shape, mask } = input;
    const [batch, time] = shape;
    const x = add(
      this.tokens.forward(ids, { shape }),
      slice(this.positions.weight, [[0, time]]),
    );
    const hidden = this.blocks.forward(x, {
      mask: mask && keyMask(this.gpu, mask, batch, time),
    });
    const last = this.norm.forward(hidden.at(-1)!);
    const rows = reshape(last, [batch * time, last.shape[2]!]);
    const ends = Int32Array.from({ length: batch }, (_, row) => {
      return row * time + this.#endOf(ids.subarray(row * time, (row + 1) * time));
    });
    return { hidden, last, pooled: takeRows(rows, ends) };
  }

  #endOf(text: Int32Array): number {
    const end = this.#end === "largest" ? Math.max(...text) : this.#end;
    return Math.max(text.indexOf(end), 0); // as transformers has it: the first token where none ends
  }
}
