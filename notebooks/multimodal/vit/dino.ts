import type { Gpu } from "@rederive/lib/gpu";
import { Linear, Module, scaledNormal } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { gelu, type Tensor } from "@rederive/lib/tensor";
import { cosines } from "./distil.ts";
import { CHANNELS, TinyVit, tokenAt } from "./tiny_vit.ts";

/** K, directions whose cosines with the head's output are the scores. */
export const DIRECTIONS = 64;

/** Student or teacher of DINO: a ViT, and a head over its class token. */
export class Dino extends Module {
  readonly encoder: TinyVit;
  readonly up: Linear;
  readonly down: Linear;
  readonly directions: Tensor;

  constructor(gpu: Gpu, { random }: { random: Stream }) {
    super(gpu);
    const width = 2 * CHANNELS;
    this.encoder = this.child("encoder", new TinyVit(gpu, { random }));
    this.encoder.head.freeze();
    this.up = this.child("up", new Linear(gpu, { inputs: CHANNELS, outputs: width, random }));
    this.down = this.child("down", new Linear(gpu, { inputs: width, outputs: CHANNELS, random }));
    const shape = [DIRECTIONS, CHANNELS];
    const values = scaledNormal(shape, { random, std: 1 });
    this.directions = this.parameter("directions", shape, { values });
  }

  /** The class token behind the encoder, (B, C): what is used later. */
  token(pictures: Tensor): Tensor {
    return tokenAt(this.encoder.encode(this.encoder.embed(pictures)).last, 0);
  }

  /** Scores of class tokens (B, C): cosines with the directions, (B, K). */
  scores(tokens: Tensor): Tensor {
    return cosines(this.down.forward(gelu(this.up.forward(tokens))), this.directions);
  }
}
