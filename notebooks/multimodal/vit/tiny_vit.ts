import type { Gpu } from "@rederive/lib/gpu";
import { Blocks, patchesOf } from "@rederive/lib/models";
import { LayerNorm, Linear, Module, scaledNormal } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { add, broadcastTo, concat, mean, reshape, slice, type Tensor } from "@rederive/lib/tensor";
import { type Kind, Places } from "./places.ts";

/** Pixels along the edge of a patch. */
export const PATCH = 4;
/** d, numbers of a token. */
export const CHANNELS = 32;
/** Of a block's perceptron. */
const HIDDEN = 64;

/** What a head reads: the class token, the mean of the patches, or each patch for itself. */
export type Reads = "token" | "mean" | "each";

/** Variants of a `TinyVit`. */
export interface TinyVitOptions {
  readonly random: Stream;
  /** How patches are told their places; by their number unless given. */
  readonly places?: Kind;
  /** Patches along an edge; 4 unless given. */
  readonly across?: number;
  /** 2 unless given. */
  readonly layers?: number;
}

/** How patches become tokens. */
export interface EmbedOptions {
  /** Vectors for the places, (patches, C), or none; the network's own unless given. */
  readonly places?: Tensor | null;
  /** Which patch lies at each place; every one at its own unless given. */
  readonly order?: readonly number[];
}

/** Two layers of width 32 over a class token and 16 patches, and a head for four classes. */
export class TinyVit extends Module {
  readonly patches: Linear;
  readonly cls: Tensor;
  readonly places: Places;
  readonly blocks: Blocks;
  readonly norm: LayerNorm;
  readonly head: Linear;

  constructor(gpu: Gpu, { random, places = "number", across = 4, layers = 2 }: TinyVitOptions) {
    super(gpu);
    const [channels, shape] = [CHANNELS, [1, 1, CHANNELS]];
    const inputs = 3 * PATCH ** 2;
    this.patches = this.child("patches", new Linear(gpu, { inputs, outputs: channels, random }));
    const values = scaledNormal(shape, { random, std: 0.02 });
    this.cls = this.parameter("cls", shape, { values });
    this.places = this.child("places", new Places(gpu, { kind: places, across, channels, random }));
    const sizes = { channels, layers, heads: 2, hidden: HIDDEN, activation: "gelu" } as const;
    this.blocks = this.child("blocks", new Blocks(gpu, { ...sizes, random }));
    this.norm = this.child("norm", new LayerNorm(gpu, { channels }));
    this.head = this.child("head", new Linear(gpu, { inputs: channels, outputs: 4, random }));
  }

  /** Pictures (B, 3, H, W) to a vector for each patch, places added: (B, patches, C). */
  embed(pictures: Tensor, { places = this.places.forward(), order }: EmbedOptions = {}): Tensor {
    const patches = patchesOf(pictures, PATCH);
    const tokens = this.patches.forward(order ? inOrder(patches, order) : patches);
    return places ? add(tokens, places) : tokens;
  }

  /** The class token in front of tokens (B, T, C), and what each layer makes of them, normed last. */
  encode(tokens: Tensor, { mask }: { mask?: Tensor } = {}): { hidden: Tensor[]; last: Tensor } {
    const cls = broadcastTo(this.cls, [tokens.shape[0]!, 1, CHANNELS]);
    const hidden = this.blocks.forward(concat([cls, tokens], { axis: 1 }), { mask });
    return { hidden, last: this.norm.forward(hidden.at(-1)!) };
  }

  /** Scores (B, 4); of each patch, (B, patches, 4). */
  logits(pictures: Tensor, reads: Reads = "token"): Tensor {
    return this.scores(this.encode(this.embed(pictures)).last, reads);
  }

  /** What the head makes of normed tokens. */
  scores(last: Tensor, reads: Reads = "token"): Tensor {
    if (reads === "token") return this.head.forward(tokenAt(last, 0));
    const patches = slice(last, [null, [1, last.shape[1]!]]);
    return this.head.forward(reads === "mean" ? mean(patches, { axes: [1] }) : patches);
  }
}

/** One token of each picture: (B, T, C) to (B, C). */
export function tokenAt(tokens: Tensor, at: number): Tensor {
  const [batch, , channels] = tokens.shape as [number, number, number];
  return reshape(slice(tokens, [null, [at, at + 1]]), [batch, channels]);
}

/** Tokens (B, T, C) in another order. */
export function inOrder(tokens: Tensor, order: readonly number[]): Tensor {
  return concat(order.map((from) => slice(tokens, [null, [from, from + 1]])), { axis: 1 });
}
