import type { Gpu } from "@rederive/lib/gpu";
import { normalised, Vit } from "@rederive/lib/models";
import { Linear, Module } from "@rederive/lib/nn";
import type { Tensor } from "@rederive/lib/tensor";
import type { Mode } from "./text_layer.ts";
import { firstOf, TextTower, type TextTowerOptions } from "./text_tower.ts";

/** Sizes of a `Med`; channels, layers, heads and hidden are those of both towers. */
export interface MedOptions extends TextTowerOptions {
  /** Of a picture, in pixels. */
  readonly imageSize: number;
  /** Of a patch. */
  readonly patchSize: number;
}

/**
 * BLIP's mixture of encoder and decoder (https://arxiv.org/abs/2201.12086, section 3.1) in miniature:
 * a picture tower, a text tower with three uses, and a head for each loss.
 */
export class Med extends Module {
  /** Pictures to a class token and patches. */
  readonly vision: Vit;
  /** Captions, in three modes. */
  readonly text: TextTower;
  /** From the picture's class token to the joint space. */
  readonly imageProjection: Linear;
  /** From the text's first token to the joint space. */
  readonly textProjection: Linear;
  /** A logarithm: of what cosines are multiplied with. */
  readonly logitScale: Tensor;
  /** Do the two match: no, yes. */
  readonly matchHead: Linear;
  /** The next word. */
  readonly wordHead: Linear;

  /** A model of these sizes. */
  constructor(gpu: Gpu, options: MedOptions) {
    super(gpu);
    const { channels, random, vocabulary } = options;
    this.vision = this.child("vision", new Vit(gpu, options));
    this.text = this.child("text", new TextTower(gpu, options));
    const head = (name: string, outputs: number, bias: boolean) =>
      this.child(name, new Linear(gpu, { inputs: channels, outputs, bias, random }));
    this.imageProjection = head("imageProjection", channels, false);
    this.textProjection = head("textProjection", channels, false);
    const values = Float32Array.of(Math.log(1 / 0.07));
    this.logitScale = this.parameter("logitScale", [], random ? { values } : {});
    this.matchHead = head("matchHead", 2, true);
    this.wordHead = head("wordHead", vocabulary, true);
  }

  /** Pictures (B, 3, H, W) to (B, 1 + patches, C): what cross-attention reads. */
  patches(pictures: Tensor): Tensor {
    return this.vision.forward(pictures).last;
  }

  /** The class token of `patches()` in the joint space, rows of length 1. */
  imageVectors(patches: Tensor): Tensor {
    return normalised(this.imageProjection.forward(firstOf(patches)));
  }

  /** Captions, as rows of the word table (B, T, C), in the joint space: no picture is needed. */
  textVectors(words: Tensor, mask?: Tensor): Tensor {
    return normalised(
      this.textProjection.forward(firstOf(this.text.forward(words, { mode: "text", mask }))),
    );
  }

  /** Two scores for each caption with the picture beside it, no match and match: (B, 2). */
  matchScores(words: Tensor, memory: Tensor, mask?: Tensor): Tensor {
    const tokens = this.text.forward(words, { mode: "match", memory, mask });
    return this.matchHead.forward(firstOf(tokens));
  }

  /** Scores of the word that follows each token, (B, 1 + T, vocabulary). */
  wordScores(words: Tensor, memory: Tensor): Tensor {
    return this.wordHead.forward(this.text.forward(words, { mode: "caption", memory }));
  }
}

/** The text tower's parameters that a mode uses, by name: how many numbers each has. */
export function usedBy(med: Med, mode: Mode): Map<string, number> {
  const unused = { text: /\b(causal|cross)\./, match: /\bcausal\./, caption: /\bboth\./ }[mode];
  const all = med.text.namedParameters().filter(([name]) => !unused.test(name));
  return new Map(all.map(([name, { size }]) => [name, size]));
}
