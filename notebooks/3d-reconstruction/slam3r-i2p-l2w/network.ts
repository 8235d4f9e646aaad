import type { Gpu } from "@rederive/lib/gpu";
import { LayerNorm, Linear, Module, truncatedNormal } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { add, reshape, slice, type Tensor } from "@rederive/lib/tensor";
import { Decoder } from "./decoder.ts";
import { SIZES } from "./frames.ts";

/** What a frame's tokens are made of. */
export type Told = "points" | "image" | "both";

/** The frames that a network is shown: B examples of N frames, the key frame first. */
export interface Shown {
  /** Colours (B, N, T, 12), a row for each patch of four rays. */
  readonly pictures: Tensor;
  /** Points (B, N, T, 8): the key frame's in its own coordinates, the others' in the world's. */
  readonly points: Tensor;
}

/**
 * Local to world, small: tokens of pictures and of points, a registration decoder for the key frame, a scene
 * decoder for the others, and a head.
 */
export class Registrar extends Module {
  /** From colours to image tokens; stands for the encoder. */
  readonly image: Linear;
  /** From points to point tokens: what the note calls E_pts. */
  readonly points: Linear;
  readonly #places: Tensor;
  /** D_reg and D_sce. */
  readonly decoder: Decoder;
  readonly #behind: LayerNorm;
  readonly #head: Linear;
  readonly #told: Told;

  /** A network with random weights. */
  constructor(gpu: Gpu, { random, told }: { random: Stream; told: Told }) {
    super(gpu);
    const { patch, tokens, channels, heads } = SIZES;
    const linear = (name: string, inputs: number, outputs: number) =>
      this.child(name, new Linear(gpu, { inputs, outputs, random }));
    this.image = linear("image", 3 * patch, channels);
    this.points = linear("points", 2 * patch, channels);
    this.#places = this.parameter("places", [tokens, channels], {
      values: truncatedNormal([tokens, channels], { random, std: 0.3 }),
    });
    this.decoder = this.child("decoder", new Decoder(gpu, { channels, heads, random }));
    this.#behind = this.child("behind", new LayerNorm(gpu, { channels }));
    this.#head = linear("head", channels, 2 * patch);
    this.#told = told;
  }

  /** Tokens (B, N, T, C) of what the network is told. */
  tokensOf({ pictures, points }: Shown): Tensor {
    const [seen, known] = [this.image.forward(pictures), this.points.forward(points)];
    const told = this.#told;
    const some = told === "both" ? add(seen, known) : told === "image" ? seen : known;
    return add(some, this.#places);
  }

  /** The points, in the world, of the key frame (B, R, 2) and of the others (B, K, R, 2). */
  forward(shown: Shown): { key: Tensor; scene: Tensor } {
    const { rays } = SIZES;
    const tokens = this.tokensOf(shown);
    const [batch, frames, count, channels] = tokens.shape as [number, number, number, number];
    const { key, others } = this.decoder.forward({
      key: reshape(slice(tokens, [null, [0, 1]]), [batch, count, channels]),
      others: slice(tokens, [null, [1, frames]]),
    });
    const say = (each: Tensor, shape: number[]) =>
      reshape(this.#head.forward(this.#behind.forward(each)), [...shape, rays, 2]);
    return { key: say(key, [batch]), scene: say(others, [batch, frames - 1]) };
  }
}
