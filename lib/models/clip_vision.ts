import type { Gpu } from "../gpu/mod.ts";
import { LayerNorm, Module } from "../nn/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import { Blocks } from "./blocks.ts";
import { PatchEmbedding } from "./patch_embedding.ts";
import { firstToken, type VitOptions } from "./vit.ts";

/** Sizes of a `ClipVision`. */
export type ClipVisionOptions = Omit<VitOptions, "pooler" | "classes">;

/** What CLIP's vision tower makes of pictures. */
export interface ClipVisionOutput {
  /** What goes into the first layer and what each makes of it, (B, 1 + patches, C) each. */
  readonly hidden: readonly Tensor[];
  /** The last of them. */
  readonly last: Tensor;
  /** Its class token, normed, (B, C). */
  readonly pooled: Tensor;
}

/** CLIP's vision transformer: a norm before the layers too, and one over the class token behind them. */
export class ClipVision extends Module {
  /** Pictures to tokens, without a bias. */
  readonly embedding: PatchEmbedding;
  /** Before the layers. */
  readonly norm1: LayerNorm;
  /** All of them. */
  readonly blocks: Blocks;
  /** Of the class token. */
  readonly norm2: LayerNorm;

  /** A tower of these sizes. */
  constructor(gpu: Gpu, options: ClipVisionOptions) {
    super(gpu);
    const { channels, activation = "quickGelu", epsilon = 1e-5 } = options;
    this.embedding = this.child("embedding", new PatchEmbedding(gpu, { ...options, bias: false }));
    this.norm1 = this.child("norm1", new LayerNorm(gpu, { channels, epsilon }));
    const rules = { ...options, activation, epsilon, order: "pre" } as const;
    this.blocks = this.child("blocks", new Blocks(gpu, rules));
    this.norm2 = this.child("norm2", new LayerNorm(gpu, { channels, epsilon }));
  }

  /** Pictures (B, colours, H, W), normalised as `clipInput()` does. */
  forward(pictures: Tensor): ClipVisionOutput {
    const hidden = this.blocks.forward(this.norm1.forward(this.embedding.forward(pictures)));
    const last = hidden.at(-1)!;
    return { hidden, last, pooled: this.norm2.forward(firstToken(last)) };
  }
}
