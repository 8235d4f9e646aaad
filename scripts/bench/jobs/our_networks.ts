import type { Gpu } from "@rederive/lib/gpu";
import { Block, Embedding, LayerNorm, Linear, Module, Sequential } from "@rederive/lib/nn";
import * as t from "@rederive/lib/tensor";
import { CLIP_SCALE, type ClipSizes, type GptSizes, type MlpSizes } from "./networks.ts";

/** A network with one hidden layer. */
export class Mlp extends Module {
  readonly fc1: Linear;
  readonly fc2: Linear;

  constructor(gpu: Gpu, { C, H, V }: MlpSizes) {
    super(gpu);
    this.fc1 = this.child("fc1", new Linear(gpu, { inputs: C, outputs: H }));
    this.fc2 = this.child("fc2", new Linear(gpu, { inputs: H, outputs: V }));
  }

  /** The mean cross-entropy of (B, C) and its classes. */
  loss(x: t.Tensor, targets: Int32Array<ArrayBuffer>): t.Tensor {
    return t.mean(t.crossEntropy(this.fc2.forward(t.relu(this.fc1.forward(x))), targets));
  }
}

/** A transformer over tokens that guesses the next. */
export class Gpt extends Module {
  readonly tokens: Embedding;
  readonly places: Embedding;
  readonly blocks: Sequential;
  readonly norm: LayerNorm;
  readonly head: Linear;
  #sizes: GptSizes;

  constructor(gpu: Gpu, sizes: GptSizes) {
    super(gpu);
    const { T, C, V } = sizes;
    this.tokens = this.child("tokens", new Embedding(gpu, { rows: V, channels: C }));
    this.places = this.child("places", new Embedding(gpu, { rows: T, channels: C }));
    this.blocks = this.child("blocks", blocks(gpu, sizes, true));
    this.norm = this.child("norm", new LayerNorm(gpu, { channels: C }));
    this.head = this.child("head", new Linear(gpu, { inputs: C, outputs: V }));
    this.#sizes = sizes;
  }

  /** The mean cross-entropy of (B T) tokens and those that come next. */
  loss(ids: Int32Array<ArrayBuffer>, targets: Int32Array<ArrayBuffer>): t.Tensor {
    const { B, T } = this.#sizes;
    const x = t.add(this.tokens.forward(ids, { shape: [B, T] }), this.places.weight);
    const logits = this.head.forward(this.norm.forward(this.blocks.forward(x)));
    return t.mean(t.crossEntropy(logits, targets));
  }
}

/** Two transformers whose results are to point the same way for a pair. */
export class Clip extends Module {
  readonly patch: Linear;
  readonly imagePlaces: Embedding;
  readonly imageBlocks: Sequential;
  readonly imageHead: Linear;
  readonly tokens: Embedding;
  readonly textPlaces: Embedding;
  readonly textBlocks: Sequential;
  readonly textHead: Linear;
  #sizes: ClipSizes;

  constructor(gpu: Gpu, sizes: ClipSizes) {
    super(gpu);
    const { T, C, V, patches, pixels, E } = sizes;
    const table = (rows: number) => new Embedding(gpu, { rows, channels: C });
    const head = () => new Linear(gpu, { inputs: C, outputs: E });
    this.patch = this.child("patch", new Linear(gpu, { inputs: pixels, outputs: C }));
    this.imagePlaces = this.child("image_places", table(patches));
    this.imageBlocks = this.child("image_blocks", blocks(gpu, sizes, false));
    this.imageHead = this.child("image_head", head());
    this.tokens = this.child("tokens", table(V));
    this.textPlaces = this.child("text_places", table(T));
    this.textBlocks = this.child("text_blocks", blocks(gpu, sizes, false));
    this.textHead = this.child("text_head", head());
    this.#sizes = sizes;
  }

  /** The mean cross-entropy of finding the text to each image and the image to each text. */
  loss(images: t.Tensor, ids: Int32Array<ArrayBuffer>): t.Tensor {
    const { B, T } = this.#sizes;
    const image = t.add(this.patch.forward(images), this.imagePlaces.weight);
    const text = t.add(this.tokens.forward(ids, { shape: [B, T] }), this.textPlaces.weight);
    const seen = direction(this.imageHead.forward(middle(this.imageBlocks.forward(image))));
    const read = direction(this.textHead.forward(middle(this.textBlocks.forward(text))));
    const cosines = t.mul(t.matmul(seen, t.transpose(read)), CLIP_SCALE);
    const pairs = Int32Array.from({ length: B }, (_, i) => i);
    const found = (scores: t.Tensor) => t.mean(t.crossEntropy(scores, pairs));
    return t.mul(t.add(found(cosines), found(t.transpose(cosines))), 0.5);
  }
}

function blocks(gpu: Gpu, { C, H, L }: GptSizes, causal: boolean): Sequential {
  const options = { channels: C, heads: H, causal, activation: "geluTanh" } as const;
  return new Sequential(gpu, Array.from({ length: L }, () => new Block(gpu, options)));
}

/** The mean over places: (B, T, C) to (B, C). */
function middle(x: t.Tensor): t.Tensor {
  return t.mean(x, { axes: [1] });
}

/** Of length 1. */
function direction(x: t.Tensor): t.Tensor {
  return t.div(x, t.sqrt(t.sum(t.square(x), { axes: [-1], keepDims: true })));
}
