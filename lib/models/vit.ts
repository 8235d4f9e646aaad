import type { Gpu } from "../gpu/mod.ts";
import { LayerNorm, Linear, Module } from "../nn/mod.ts";
import { reshape, slice, tanh, type Tensor } from "../tensor/mod.ts";
import { Blocks, type TransformerSizes } from "./blocks.ts";
import { PatchEmbedding } from "./patch_embedding.ts";

/** Sizes of a `Vit`: "gelu" and 1e-12 unless given. */
export interface VitOptions extends TransformerSizes {
  /** Height and width of a picture. */
  imageSize: number;
  /** Of a patch. */
  patchSize: number;
  /** 3 unless given. */
  colours?: number;
  /** Have a dense layer and a tanh over the class token. */
  pooler?: boolean;
  /** Have a linear head of so many classes; none unless given. */
  classes?: number | undefined;
}

/** What a ViT makes of pictures. */
export interface VitOutput {
  /** What goes into the first layer and what each makes of it, (B, 1 + patches, C) each. */
  readonly hidden: readonly Tensor[];
  /** The last, normed. */
  readonly last: Tensor;
  /** tanh of the pooler's layer over the class token, (B, C). */
  readonly pooled?: Tensor;
  /** (B, classes). */
  readonly logits?: Tensor;
}

/**
 * A vision transformer (https://arxiv.org/abs/2010.11929) as Hugging Face's `ViTModel` and
 * `ViTForImageClassification` compute it.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Vit } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const sizes = { imageSize: 8, patchSize: 4, channels: 6, layers: 1, heads: 2, hidden: 12 };
 * using vit = new Vit(gpu, { ...sizes, classes: 10, random: stream(0) });
 * using picture = tensor(gpu, new Float32Array(192), { shape: [1, 3, 8, 8] });
 * deepEqual(vit.forward(picture).logits!.shape, [1, 10]);
 * ```
 */
export class Vit extends Module {
  /** Pictures to tokens. */
  readonly embedding: PatchEmbedding;
  /** All of them. */
  readonly blocks: Blocks;
  /** Behind the last. */
  readonly norm: LayerNorm;
  /** Over the class token. */
  readonly pooler: Linear | undefined;
  /** Over the class token. */
  readonly classifier: Linear | undefined;

  /** A model of these sizes. */
  constructor(gpu: Gpu, options: VitOptions) {
    super(gpu);
    const { channels, activation = "gelu", epsilon = 1e-12, random, pooler, classes } = options;
    this.embedding = this.child("embedding", new PatchEmbedding(gpu, options));
    const rules = { ...options, activation, epsilon, order: "pre" } as const;
    this.blocks = this.child("blocks", new Blocks(gpu, rules));
    this.norm = this.child("norm", new LayerNorm(gpu, { channels, epsilon }));
    const head = (name: string, outputs: number) =>
      this.child(name, new Linear(gpu, { inputs: channels, outputs, random }));
    this.pooler = pooler ? head("pooler", channels) : undefined;
    this.classifier = classes === undefined ? undefined : head("classifier", classes);
  }

  /** Pictures (B, colours, H, W), normalised as the model wants them. */
  forward(pictures: Tensor): VitOutput {
    const hidden = this.blocks.forward(this.embedding.forward(pictures));
    const last = this.norm.forward(hidden.at(-1)!);
    const cls = firstToken(last);
    return {
      hidden,
      last,
      ...this.pooler ? { pooled: tanh(this.pooler.forward(cls)) } : {},
      ...this.classifier ? { logits: this.classifier.forward(cls) } : {},
    };
  }
}

/** (B, T, C) to the (B, C) of the first token. */
export function firstToken(x: Tensor): Tensor {
  const [batch, , channels] = x.shape as [number, number, number];
  return reshape(slice(x, [null, [0, 1]]), [batch, channels]);
}
