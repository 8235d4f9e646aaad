import type { Gpu } from "@rederive/lib/gpu";
import { LayerNorm, Mlp, Module, MultiHeadAttention } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { add, type Tensor } from "@rederive/lib/tensor";

/**
 * What the text tower is used as: "text", the unimodal encoder, which sees no picture; "match", the
 * image-grounded encoder; "caption", the image-grounded decoder.
 */
export type Mode = "text" | "match" | "caption";

/** Sizes of a `TextLayer`. */
export interface TextLayerOptions {
  /** C. */
  readonly channels: number;
  /** Of every attention. */
  readonly heads: number;
  /** Channels inside the perceptron. */
  readonly hidden: number;
  /** Starts the parameters; without it they are empty until they are loaded. */
  readonly random?: Stream | undefined;
}

/** How a layer is run. */
export interface TextLayerInput {
  readonly mode: Mode;
  /** Patches (B, S, C); none in mode "text". */
  readonly memory?: Tensor | undefined;
  /** Hides padding, (B, 1, 1, T); the decoder does without, since padding comes last. */
  readonly mask?: Tensor | undefined;
}

/** Attention and the norm in front of it. */
class Attending extends Module {
  readonly norm: LayerNorm;
  readonly attn: MultiHeadAttention;

  constructor(gpu: Gpu, options: TextLayerOptions & { causal?: boolean }) {
    super(gpu);
    this.norm = this.child("norm", new LayerNorm(gpu, options));
    this.attn = this.child("attn", new MultiHeadAttention(gpu, options));
  }

  forward(x: Tensor, options: { memory?: Tensor; mask?: Tensor } = {}): Tensor {
    return add(x, this.attn.forward(this.norm.forward(x), options));
  }
}

/** A layer with two self-attentions, one of which is used; all other parts serve every mode. */
export class TextLayer extends Module {
  /** Every token sees every token: for both encoders. */
  readonly both: Attending;
  /** A token sees itself and those before it: for the decoder. */
  readonly causal: Attending;
  /** Tokens see the patches. */
  readonly cross: Attending;
  /** Of the perceptron. */
  readonly norm: LayerNorm;
  /** Two dense layers. */
  readonly mlp: Mlp;

  /** A layer of these sizes. */
  constructor(gpu: Gpu, options: TextLayerOptions) {
    super(gpu);
    this.both = this.child("both", new Attending(gpu, options));
    this.causal = this.child("causal", new Attending(gpu, { ...options, causal: true }));
    this.cross = this.child("cross", new Attending(gpu, options));
    this.norm = this.child("norm", new LayerNorm(gpu, options));
    this.mlp = this.child("mlp", new Mlp(gpu, options));
  }

  /** What goes into the cross-attention. */
  among(x: Tensor, { mode, mask }: TextLayerInput): Tensor {
    if (mode === "caption") return this.causal.forward(x);
    return this.both.forward(x, mask ? { mask } : {});
  }

  /** (B, T, C) to (B, T, C). */
  forward(x: Tensor, input: TextLayerInput): Tensor {
    const { mode, memory } = input;
    if (Boolean(memory) === (mode === "text")) {
      throw new TypeError(
        `Cannot run a text layer as "${mode}": it is given ${memory ? "a" : "no"} picture, ` +
          `wanted ${mode === "text" ? "none" : "one"}`,
      );
    }
    const alone = this.among(x, input);
    const seen = memory ? this.cross.forward(alone, { memory }) : alone;
    return add(seen, this.mlp.forward(this.norm.forward(seen)));
  }
}
