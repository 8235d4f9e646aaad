import type { Gpu } from "@rederive/lib/gpu";
import { Block, LayerNorm, Linear, Module, truncatedNormal } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { add, concat, gelu, reshape, slice, type Tensor } from "@rederive/lib/tensor";

/** Sizes of a branch: 16 patches of 4 x 4 pixels in three colours. */
export const SIZES = { patches: 16, patch: 48, channels: 32, heads: 2 } as const;

/** What reads one picture and looks at the other: encoder, decoder with cross-attention, head. */
export class Branch extends Module {
  readonly #embed: Linear;
  readonly #places: Tensor;
  readonly #encoder: Block;
  readonly #between: LayerNorm;
  /** Attends to the picture's own tokens, then to those of the other. */
  readonly decoder: Block;
  readonly #behind: LayerNorm;
  readonly #head: readonly [Linear, Linear];

  /** A branch with random weights. */
  constructor(gpu: Gpu, { random }: { random: Stream }) {
    super(gpu);
    const { patches, patch, channels, heads } = SIZES;
    const options = { channels, heads, random };
    this.#embed = this.child(
      "embed",
      new Linear(gpu, { inputs: patch, outputs: channels, random }),
    );
    const places = [patches, channels];
    this.#places = this.parameter("places", places, {
      values: truncatedNormal(places, { random, std: 0.3 }),
    });
    this.#encoder = this.child("encoder", new Block(gpu, options));
    this.#between = this.child("between", new LayerNorm(gpu, { channels }));
    this.decoder = this.child("decoder", new Block(gpu, { ...options, cross: { channels } }));
    this.#behind = this.child("behind", new LayerNorm(gpu, { channels }));
    this.#head = [
      this.child("head1", new Linear(gpu, { inputs: patches * channels, outputs: 32, random })),
      this.child("head2", new Linear(gpu, { inputs: 32, outputs: 12, random })),
    ];
  }

  /** Patches (B, 16, 48) to tokens (B, 16, C). */
  encode(patches: Tensor): Tensor {
    const tokens = add(this.#embed.forward(patches), this.#places);
    return this.#between.forward(this.#encoder.forward(tokens));
  }

  /** Tokens of a picture and of the other, (B, 16, C) each, to nine and three numbers (B, 12). */
  decode(own: Tensor, other: Tensor, { isBlind = false }: { isBlind?: boolean } = {}): Tensor {
    const memory = isBlind ? own : other;
    const tokens = this.#behind.forward(this.decoder.forward(own, { memory }));
    const [up, down] = this.#head;
    const flat = reshape(tokens, [own.shape[0]!, -1]);
    return down.forward(gelu(up.forward(flat)));
  }
}

/** How a network of two branches is made and used. */
export interface PairOptions {
  /** Starts the weights. */
  readonly random: Stream;
  /** One branch for both pictures; true unless given. */
  readonly isShared?: boolean;
}

/** A network that is given two pictures and says of each where the other's camera stands. */
export class PairNetwork extends Module {
  /** One, or two. */
  readonly branches: readonly [Branch] | readonly [Branch, Branch];

  /** A network with random weights. */
  constructor(gpu: Gpu, { random, isShared = true }: PairOptions) {
    super(gpu);
    const first = this.child("first", new Branch(gpu, { random }));
    this.branches = isShared ? [first] : [first, this.child("second", new Branch(gpu, { random }))];
  }

  /**
   * Patches of pictures A and B, (B, 16, 48) each, to (2 B, 12): first what A's branch says, of B's camera in
   * A's frame, then what B's says. With `isBlind`, each picture looks at itself instead of the other.
   */
  forward(a: Tensor, b: Tensor, options: { isBlind?: boolean } = {}): Tensor {
    const [first, second] = this.branches;
    if (!second) {
      const count = a.shape[0]!;
      const both = first.encode(concat([a, b]));
      const [ofA, ofB] = [slice(both, [[0, count]]), slice(both, [[count, 2 * count]])];
      return first.decode(both, concat([ofB, ofA]), options);
    }
    const [ofA, ofB] = [first.encode(a), second.encode(b)];
    return concat([first.decode(ofA, ofB, options), second.decode(ofB, ofA, options)]);
  }
}
