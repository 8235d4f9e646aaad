import type { Gpu } from "@rederive/lib/gpu";
import { LayerNorm, Mlp, Module, MultiHeadAttention } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { add, broadcastTo, largest, mean, reshape, sum, type Tensor } from "@rederive/lib/tensor";

/** How what was found in several frames becomes one: element by element. */
export type Merge = "max" | "mean" | "sum";

const MERGES = { max: largest, mean, sum } as const;

/** Sizes of a block, and its rule. */
export interface MergeOptions {
  readonly channels: number;
  readonly heads: number;
  /** "max" unless given. */
  readonly merge?: Merge;
  /** Starts the weights. */
  readonly random: Stream;
}

/**
 * A decoder block that looks at any number of other frames: attention to itself, then to each of the
 * others on its own, merged element by element, then an MLP. Its parameters are named as those of `Block`,
 * and `norm_memory` is for what is looked at.
 */
export class MergeBlock extends Module {
  readonly #norms: Readonly<Record<"first" | "cross" | "memory" | "second", LayerNorm>>;
  readonly #attend: MultiHeadAttention;
  readonly #cross: MultiHeadAttention;
  readonly #mlp: Mlp;
  readonly #merge: Merge;

  /** A block with random weights. */
  constructor(gpu: Gpu, { channels, heads, merge = "max", random }: MergeOptions) {
    super(gpu);
    const norm = (name: string) => this.child(name, new LayerNorm(gpu, { channels }));
    const sizes = { channels, heads, random };
    this.#attend = this.child("attn", new MultiHeadAttention(gpu, sizes));
    this.#cross = this.child("cross", new MultiHeadAttention(gpu, sizes));
    this.#mlp = this.child("mlp", new Mlp(gpu, { channels, hidden: 2 * channels, random }));
    this.#norms = {
      first: norm("norm1"),
      cross: norm("norm_cross"),
      memory: norm("norm_memory"),
      second: norm("norm2"),
    };
    this.#merge = merge;
  }

  /** A frame's tokens (B, T, C), looking at M others (B, M, T, C). */
  forward(x: Tensor, others: Tensor): Tensor {
    const { first, cross, memory, second } = this.#norms;
    const own = add(x, this.#attend.forward(first.forward(x)));
    const [batch, tokens, channels] = own.shape as [number, number, number];
    const asked = broadcastTo(
      reshape(cross.forward(own), [batch, 1, tokens, channels]),
      others.shape,
    );
    const found = this.#cross.forward(asked, { memory: memory.forward(others) });
    const informed = add(own, MERGES[this.#merge](found, { axes: [1] }));
    return add(informed, this.#mlp.forward(second.forward(informed)));
  }
}
