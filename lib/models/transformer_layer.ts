import type { KvCache } from "../attention/mod.ts";
import type { Gpu } from "../gpu/mod.ts";
import { LayerNorm, Linear, Module } from "../nn/mod.ts";
import type { Stream } from "../random/mod.ts";
import {
  add,
  attention,
  gelu,
  geluTanh,
  permute,
  quickGelu,
  relu,
  reshape,
  type Tensor,
} from "../tensor/mod.ts";
import { cachedAttention } from "./cached_attention.ts";

/** What is between the two layers of a perceptron, by the name in configs. */
export type ActivationName = "gelu" | "gelu_new" | "gelu_pytorch_tanh" | "quick_gelu" | "relu";

const ACTIVATIONS: Readonly<Record<ActivationName, (x: Tensor) => Tensor>> = {
  gelu,
  gelu_new: geluTanh,
  gelu_pytorch_tanh: geluTanh,
  quick_gelu: quickGelu,
  relu,
};

/** All of them. */
export const ACTIVATION_NAMES = Object.keys(ACTIVATIONS) as readonly ActivationName[];

/** Sizes of a layer. */
export interface TransformerOptions {
  /** C. */
  channels: number;
  /** H, a divisor of C. */
  heads: number;
  /** Channels between the two layers of the perceptron. */
  hidden: number;
  /** What is between them. */
  activation: ActivationName;
  /** Of the norms. */
  epsilon: number;
  /** Whether what is added to x is computed of its norm, or x is normed after it was added to. */
  norm: "before" | "after";
  /** Starts the parameters; without it they are empty until they are loaded. */
  random?: Stream | undefined;
}

/** Which tokens see which. */
export interface Sight {
  /** A token sees those up to itself. */
  causal?: boolean;
  /** Added to the scores, what broadcasts to (B, H, T, S). */
  mask?: Tensor | undefined;
  /** Keys and values of the tokens before. */
  cache?: KvCache | undefined;
}

/** One layer of a transformer: attention and a perceptron, each added to its input. */
export class TransformerLayer extends Module {
  /** C to C, as the three below. */
  readonly query: Linear;
  /** Keys. */
  readonly key: Linear;
  /** Values. */
  readonly value: Linear;
  /** Of what was attended to. */
  readonly output: Linear;
  /** Of the attention. */
  readonly norm1: LayerNorm;
  /** Of the perceptron. */
  readonly norm2: LayerNorm;
  /** C to hidden. */
  readonly up: Linear;
  /** hidden to C. */
  readonly down: Linear;
  #options: TransformerOptions;

  /** A layer of these sizes. */
  constructor(gpu: Gpu, options: TransformerOptions) {
    super(gpu);
    const { channels, heads, hidden, epsilon, random } = options;
    if (channels % heads !== 0) {
      throw new RangeError(
        `Cannot split heads: C must be a multiple of H, current value is C=${channels}, H=${heads}`,
      );
    }
    this.#options = options;
    const linear = (name: string, inputs: number, outputs: number) =>
      this.child(name, new Linear(gpu, { inputs, outputs, random }));
    this.query = linear("query", channels, channels);
    this.key = linear("key", channels, channels);
    this.value = linear("value", channels, channels);
    this.output = linear("output", channels, channels);
    this.norm1 = this.child("norm1", new LayerNorm(gpu, { channels, epsilon }));
    this.norm2 = this.child("norm2", new LayerNorm(gpu, { channels, epsilon }));
    this.up = linear("up", channels, hidden);
    this.down = linear("down", hidden, channels);
  }

  /** (B, T, C) to (B, T, C). */
  forward(x: Tensor, sight: Sight): Tensor {
    if (this.#options.norm === "before") {
      const y = add(x, this.#attend(this.norm1.forward(x), sight));
      return add(y, this.#perceive(this.norm2.forward(y)));
    }
    const y = this.norm1.forward(add(x, this.#attend(x, sight)));
    return this.norm2.forward(add(y, this.#perceive(y)));
  }

  #attend(x: Tensor, { causal = false, mask, cache }: Sight): Tensor {
    const [batch, time, channels] = x.shape as [number, number, number];
    const { heads } = this.#options;
    const split = (layer: Linear) =>
      permute(reshape(layer.forward(x), [batch, time, heads, channels / heads]), [0, 2, 1, 3]);
    const inputs = { q: split(this.query), k: split(this.key), v: split(this.value) };
    const attended = cache
      ? cachedAttention(inputs, cache, { mask })
      : attention(inputs, { causal, ...mask ? { mask } : {} });
    return this.output.forward(reshape(permute(attended, [0, 2, 1, 3]), [batch, time, channels]));
  }

  #perceive(x: Tensor): Tensor {
    return this.down.forward(ACTIVATIONS[this.#options.activation](this.up.forward(x)));
  }
}

/** Layers behind each other, named "0", "1" and so on. */
export class TransformerLayers extends Module {
  #layers: TransformerLayer[];

  /** `layers` of these sizes. */
  constructor(gpu: Gpu, { layers, ...options }: TransformerOptions & { layers: number }) {
    super(gpu);
    this.#layers = Array.from(
      { length: layers },
      (_, i) => this.child(`${i}`, new TransformerLayer(gpu, options)),
    );
  }

  /** x and what each layer makes of it, (B, T, C) each. */
  forward(
    x: Tensor,
    { caches, ...sight }: Sight & { caches?: readonly KvCache[] | undefined } = {},
  ): [Tensor, ...Tensor[]] {
    const hidden: [Tensor, ...Tensor[]] = [x];
    for (const [i, layer] of this.#layers.entries()) {
      hidden.push(layer.forward(hidden.at(-1)!, { ...sight, cache: caches?.[i] }));
    }
    return hidden;
  }
}
