import type { KvCache } from "../attention/mod.ts";
import type { Gpu } from "../gpu/mod.ts";
import { add, type Tensor } from "../tensor/mod.ts";
import type { ForwardOptions } from "./forward_options.ts";
import { Dropout } from "./dropout.ts";
import { LayerNorm } from "./layer_norm.ts";
import { Mlp, type MlpOptions } from "./mlp.ts";
import { Module } from "./module.ts";
import { MultiHeadAttention, type MultiHeadAttentionOptions } from "./multi_head_attention.ts";
import { RmsNorm } from "./rms_norm.ts";

/** Sizes and rules of a `Block`; those of its attention and of its MLP among them. */
export interface BlockOptions
  extends Omit<MultiHeadAttentionOptions, "memoryChannels">, MlpOptions {
  /** "layer" unless given. */
  norm?: "layer" | "rms" | undefined;
  /** Norm what a part is given, "pre", or the sum behind it, "post"; "pre" unless given. */
  order?: "pre" | "post" | undefined;
  /** Added to the variance by the norms; 1e-5 for "layer" and 1e-6 for "rms" unless given. */
  epsilon?: number | undefined;
  /** Attend to a memory of so many channels as well, between the two other parts. */
  cross?: { channels: number } | undefined;
  /** Share of each part's result that is dropped in training; 0 unless given. */
  dropout?: number | undefined;
}

/** What a block is given besides x. */
export interface BlockForwardOptions extends ForwardOptions {
  /** (..., S, channels): what the cross-attention attends to. */
  memory?: Tensor | undefined;
  /** Mask of the attention to x; see `MultiHeadAttention`. */
  mask?: Tensor | undefined;
  /** Mask of the attention to the memory. */
  memoryMask?: Tensor | undefined;
  /** Keys and values of the past; x is what comes next. */
  cache?: KvCache | undefined;
}

/**
 * A block of a transformer: attention, attention to a memory if wanted, and an MLP, each with a norm
 * and a way around it. Parameters: `norm1`, `attn`, `norm2`, `mlp`, and `norm_cross` and `cross`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Block } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const random = stream(0);
 * using block = new Block(gpu, { channels: 8, heads: 2, causal: true, dropout: 0.1, random });
 * using x = tensor(gpu, new Float32Array(5 * 8), { shape: [5, 8] });
 * deepEqual(block.forward(x).shape, [5, 8]); // as it is used
 * deepEqual(block.forward(x, { random }).shape, [5, 8]); // as it is trained
 * ```
 */
export class Block extends Module {
  /** Before or behind the attention. */
  readonly norm1: LayerNorm | RmsNorm;
  /** Attention of x to itself. */
  readonly attn: MultiHeadAttention;
  /** Attention to a memory, and its norm. */
  readonly cross: { norm: LayerNorm | RmsNorm; attn: MultiHeadAttention } | undefined;
  /** Before or behind the MLP. */
  readonly norm2: LayerNorm | RmsNorm;
  /** Two layers. */
  readonly mlp: Mlp;
  #dropout: Dropout;
  #order: "pre" | "post";

  /** A block with the sizes of its options. */
  constructor(gpu: Gpu, options: BlockOptions) {
    super(gpu);
    const { channels, norm = "layer", order = "pre", epsilon, cross, dropout = 0 } = options;
    const { bias = true } = options;
    const makeNorm = () =>
      norm === "rms"
        ? new RmsNorm(gpu, { channels, epsilon })
        : new LayerNorm(gpu, { channels, epsilon, bias });
    this.norm1 = this.child("norm1", makeNorm());
    this.attn = this.child("attn", new MultiHeadAttention(gpu, options));
    if (cross) {
      const memory = { memoryChannels: cross.channels, causal: false, rope: undefined };
      this.cross = {
        norm: this.child("norm_cross", makeNorm()),
        attn: this.child("cross", new MultiHeadAttention(gpu, { ...options, ...memory })),
      };
    }
    this.norm2 = this.child("norm2", makeNorm());
    this.mlp = this.child("mlp", new Mlp(gpu, options));
    this.#dropout = this.child("dropout", new Dropout(gpu, { rate: dropout }));
    this.#order = order;
  }

  /** (..., T, C) to (..., T, C). */
  forward(x: Tensor, options: BlockForwardOptions = {}): Tensor {
    const { memory, mask, memoryMask, cache } = options;
    this.#checkMemory(memory);
    const part = (x: Tensor, norm: LayerNorm | RmsNorm, work: (x: Tensor) => Tensor) => {
      if (this.#order === "post") {
        return norm.forward(add(x, this.#dropout.forward(work(x), options)));
      }
      return add(x, this.#dropout.forward(work(norm.forward(x)), options));
    };
    const seen = part(x, this.norm1, (x) => this.attn.forward(x, { mask, cache }));
    const informed = this.cross
      ? part(
        seen,
        this.cross.norm,
        (x) => this.cross!.attn.forward(x, { memory, mask: memoryMask }),
      )
      : seen;
    return part(informed, this.norm2, (x) => this.mlp.forward(x));
  }

  #checkMemory(memory: Tensor | undefined): void {
    if (Boolean(memory) === Boolean(this.cross)) return;
    throw new TypeError(
      `Cannot run a block: it is given ${memory ? "a" : "no"} memory and has ` +
        `${this.cross ? "a" : "no"} cross-attention, wanted both or neither`,
    );
  }
}
