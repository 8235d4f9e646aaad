import { noGrad, openScope, read, type Tensor } from "../tensor/mod.ts";
import { padBatch, type Tokenizer } from "../text/mod.ts";
import type { Bert } from "./bert.ts";
import { normalised, sentenceEmbedding } from "./sentence_embedding.ts";

/** A vector for each token of some texts, one text after the other. */
export interface TokenVectors {
  /** (tokens of all texts, C), each row of length 1. */
  readonly vectors: Float32Array<ArrayBuffer>;
  /** The id of each token, those that the model wants around a text included. */
  readonly ids: Int32Array<ArrayBuffer>;
  /** Text n has rows starts[n] to starts[n + 1] - 1; one more than there are texts. */
  readonly starts: Uint32Array<ArrayBuffer>;
}

/** How texts are encoded. */
export interface SentenceEncoderOptions {
  /**
   * The most ids a text, special ones included; what is behind is not looked at. 256, or
   * what the model has places for, unless given.
   */
  most?: number;
}

/** Tokens, padding included, that go through the model at a time: some hundred MB. */
const TOKENS_AT_A_TIME = 4096;

/**
 * Texts to vectors by BERT or MiniLM and its tokenizer, as sentence-transformers computes them: the
 * mean over a text's tokens, or each token's own, made one long. Texts of about the same length go
 * through the model together; a text's vector does not depend on its neighbours.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Bert, SentenceEncoder } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { loadTokenizer } from "@rederive/lib/text";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const tokenizer = loadTokenizer({
 *   added_tokens: [{ id: 0, content: "[PAD]", special: true }],
 *   pre_tokenizer: { type: "BertPreTokenizer" },
 *   model: { type: "WordPiece", vocab: { "[UNK]": 1, hello: 2, you: 3 } },
 * });
 * await using gpu = await openGpu();
 * const sizes = { vocabulary: 4, positions: 8, channels: 6, layers: 1, heads: 2, hidden: 12 };
 * using encoder = new SentenceEncoder(new Bert(gpu, { ...sizes, random: stream(0) }), tokenizer);
 * const vectors = await encoder.embed(["hello you", "hello", "you"]); // (N, C) = (3, 6)
 * equal(vectors.length, 18);
 * ```
 */
export class SentenceEncoder implements Disposable {
  /** What computes; it is let go with the encoder. */
  readonly model: Bert;
  /** Texts to ids. */
  readonly tokenizer: Tokenizer;
  /** Numbers a vector, C. */
  readonly width: number;
  #most: number;
  #pad: number;

  /** Of a model and the tokenizer it was trained with. */
  constructor(model: Bert, tokenizer: Tokenizer, options: SentenceEncoderOptions = {}) {
    const longest = model.positions.weight.shape[0]!;
    const { most = Math.min(256, longest) } = options;
    const pad = tokenizer.special.get("[PAD]");
    if (pad === undefined) {
      throw new RangeError('Cannot encode sentences: the tokenizer has no special token "[PAD]"');
    }
    if (!Number.isInteger(most) || most < 1 || most > longest) {
      throw new RangeError(
        `Cannot encode sentences: at most ${most} ids a text, wanted an integer from 1 to ${longest}`,
      );
    }
    this.model = model;
    this.tokenizer = tokenizer;
    this.width = model.positions.weight.shape[1]!;
    this.#most = most;
    this.#pad = pad;
  }

  /** One vector of length 1 for each text, (N, C). */
  async embed(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>> {
    const { width } = this;
    const result = new Float32Array(texts.length * width);
    await this.#run(this.#idsOf(texts), sentenceEmbedding, (text, values, row) => {
      result.set(values.subarray(row * width, (row + 1) * width), text * width);
    });
    return result;
  }

  /** A vector of length 1 for each token of each text, for late interaction. */
  async embedTokens(texts: readonly string[]): Promise<TokenVectors> {
    const { width } = this;
    const rows = this.#idsOf(texts);
    const starts = new Uint32Array(rows.length + 1);
    for (const [i, { length }] of rows.entries()) starts[i + 1] = starts[i]! + length;
    const vectors = new Float32Array(starts.at(-1)! * width);
    await this.#run(rows, normalised, (text, values, row, time) => {
      const start = row * time * width;
      const own = values.subarray(start, start + rows[text]!.length * width);
      vectors.set(own, starts[text]! * width);
    });
    return { vectors, ids: Int32Array.from(rows.flat()), starts };
  }

  /** Lets the model go. */
  [Symbol.dispose](): void {
    this.model[Symbol.dispose]();
  }

  #idsOf(texts: readonly string[]): number[][] {
    return texts.map((text, i) => {
      const ids = this.tokenizer.encode(text, { most: this.#most });
      if (ids.length > 0) return ids;
      throw new RangeError(`Cannot encode sentences: text ${i} has no token, wanted one at least`);
    });
  }

  /** Runs rows of ids, those of about the same length together, and hands each its part. */
  async #run(
    rows: readonly number[][],
    finish: (last: Tensor, mask: Int32Array) => Tensor,
    keep: (text: number, values: Float32Array<ArrayBuffer>, row: number, time: number) => void,
  ): Promise<void> {
    const order = [...rows.keys()].sort((a, b) => rows[b]!.length - rows[a]!.length || a - b);
    for (let first = 0; first < order.length;) {
      const longest = rows[order[first]!]!.length;
      const room = first + Math.max(1, Math.floor(TOKENS_AT_A_TIME / longest));
      let end = first + 1;
      while (end < Math.min(room, order.length) && isNear(rows[order[end]!]!.length, longest)) {
        end++;
      }
      const some = order.slice(first, end);
      first = end;
      const batch = padBatch(some.map((text) => rows[text]!), { pad: this.#pad });
      using _scope = openScope(this.model.gpu);
      const values = await read(noGrad(() => finish(this.model.forward(batch).last, batch.mask)));
      for (const [row, text] of some.entries()) keep(text, values, row, batch.shape[1]);
    }
  }
}

/** Whether a text is worth padding to the longest: padding costs as much as tokens. */
function isNear(length: number, longest: number): boolean {
  return length >= 0.75 * longest;
}
