import type { Gpu } from "../gpu/mod.ts";
import { Linear, Module } from "../nn/mod.ts";
import { exp, matmul, mul, type Tensor, transpose } from "../tensor/mod.ts";
import { ClipText, type ClipTextOptions, type ClipTextOutput } from "./clip_text.ts";
import { ClipVision, type ClipVisionOptions, type ClipVisionOutput } from "./clip_vision.ts";
import { normalised } from "./sentence_embedding.ts";
import type { Tokens } from "./tokens.ts";

/** Sizes of a `Clip`. */
export interface ClipOptions {
  /** Of the text tower. */
  text: ClipTextOptions;
  /** Of the vision tower. */
  vision: ClipVisionOptions;
  /** Channels of what texts and pictures are compared in. */
  width: number;
}

/** What both towers end with. */
export interface Embedded {
  /** (B, width), before they are made one long. */
  readonly features: Tensor;
  /** (B, width), each row of length 1. */
  readonly embeds: Tensor;
}

/**
 * CLIP (https://arxiv.org/abs/2103.00020) as Hugging Face's `CLIPModel` computes it: pictures and texts
 * as vectors of one space.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Clip } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const layers = { channels: 6, layers: 1, heads: 2, hidden: 12, random: stream(0) };
 * using clip = new Clip(gpu, {
 *   text: { ...layers, vocabulary: 9, positions: 8 },
 *   vision: { ...layers, imageSize: 8, patchSize: 4 },
 *   width: 4,
 * });
 * using picture = tensor(gpu, new Float32Array(192), { shape: [1, 3, 8, 8] });
 * const pictures = clip.embedPictures(picture);
 * const texts = clip.embedTexts({ ids: Int32Array.of(7, 1, 8, 7, 2, 8), shape: [2, 3] });
 * deepEqual(clip.logits(pictures.embeds, texts.embeds).shape, [1, 2]);
 * ```
 */
export class Clip extends Module {
  /** Texts to vectors. */
  readonly text: ClipText;
  /** Pictures to vectors. */
  readonly vision: ClipVision;
  /** From the text tower's channels to the joint ones. */
  readonly textProjection: Linear;
  /** From the vision tower's channels to the joint ones. */
  readonly visualProjection: Linear;
  /** A single number, the logarithm of what similarities are multiplied with; ln(1 / 0.07) at first. */
  readonly logitScale: Tensor;

  /** A model of these sizes. */
  constructor(gpu: Gpu, { text, vision, width }: ClipOptions) {
    super(gpu);
    this.text = this.child("text", new ClipText(gpu, text));
    this.vision = this.child("vision", new ClipVision(gpu, vision));
    const projection = (
      name: string,
      { channels, random }: ClipTextOptions | ClipVisionOptions,
    ) => {
      const sizes = { inputs: channels, outputs: width, bias: false, random };
      return this.child(name, new Linear(gpu, sizes));
    };
    this.textProjection = projection("textProjection", text);
    this.visualProjection = projection("visualProjection", vision);
    const values = text.random && Float32Array.of(Math.log(1 / 0.07));
    this.logitScale = this.parameter("logitScale", [], { values });
  }

  /** Texts, each with a token that ends it. */
  embedTexts(input: Tokens): ClipTextOutput & Embedded {
    const output = this.text.forward(input);
    const features = this.textProjection.forward(output.pooled);
    return { ...output, features, embeds: normalised(features) };
  }

  /** Pictures (B, colours, H, W), normalised as `clipInput()` does. */
  embedPictures(pictures: Tensor): ClipVisionOutput & Embedded {
    const output = this.vision.forward(pictures);
    const features = this.visualProjection.forward(output.pooled);
    return { ...output, features, embeds: normalised(features) };
  }

  /** How well pictures and texts go together, (pictures, texts): cosines times e to the logit scale. */
  logits(pictureEmbeds: Tensor, textEmbeds: Tensor): Tensor {
    return mul(matmul(pictureEmbeds, transpose(textEmbeds)), exp(this.logitScale));
  }
}
