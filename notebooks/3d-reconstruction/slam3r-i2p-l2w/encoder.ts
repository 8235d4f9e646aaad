import type { Gpu } from "@rederive/lib/gpu";
import { Block, Linear, Module, truncatedNormal } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { add, reshape, type Tensor } from "@rederive/lib/tensor";
import { SIZES } from "./frames.ts";

/** E_img: patches of colours, places, and m blocks of a ViT. */
export class Encoder extends Module {
  readonly #patches: Linear;
  readonly #places: Tensor;
  readonly #blocks: readonly Block[];

  /** An encoder with random weights. */
  constructor(gpu: Gpu, { random, blocks = 2 }: { random: Stream; blocks?: number }) {
    super(gpu);
    const { patch, tokens, channels, heads } = SIZES;
    const sizes = { inputs: 3 * patch, outputs: channels, random };
    this.#patches = this.child("patches", new Linear(gpu, sizes));
    this.#places = this.parameter("places", [tokens, channels], {
      values: truncatedNormal([tokens, channels], { random, std: 0.3 }),
    });
    this.#blocks = Array.from(
      { length: blocks },
      (_, i) =>
        this.child(`block${i}`, new Block(gpu, { channels, heads, hidden: 2 * channels, random })),
    );
  }

  /**
   * Colours (B, N, T, 12) to tokens (B, N, T, C), each frame on its own; with `isJoint`, the frames of a clip
   * attend to each other.
   */
  forward(pictures: Tensor, { isJoint = false }: { isJoint?: boolean } = {}): Tensor {
    const embedded = add(this.#patches.forward(pictures), this.#places);
    const [batch, frames, tokens, channels] = embedded.shape as [number, number, number, number];
    const shape = isJoint ? [batch, frames * tokens, channels] : [batch * frames, tokens, channels];
    const through = this.#blocks.reduce(
      (x, block) => block.forward(x),
      reshape(embedded, shape),
    );
    return reshape(through, embedded.shape);
  }
}
