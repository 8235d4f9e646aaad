import type { Gpu } from "../gpu/mod.ts";
import type { Stream } from "../random/mod.ts";
import { mul, type Tensor } from "../tensor/mod.ts";
import { type ActivationName, activations } from "./activations.ts";
import type { Initialiser } from "./initialisers.ts";
import { Linear } from "./linear.ts";
import { Module } from "./module.ts";

/** Sizes of an `Mlp`. */
export interface MlpOptions {
  /** C. */
  channels: number;
  /** Channels in between; 4 C unless given. */
  hidden?: number | undefined;
  /** "gelu" unless given. */
  activation?: ActivationName | undefined;
  /** Multiply what is activated with a second product, as Llama does (https://arxiv.org/abs/2002.05202). */
  gated?: boolean | undefined;
  /** Have biases; true unless given. */
  bias?: boolean | undefined;
  /** Starts the parameters; without it they are empty until `loadState()` fills them. */
  random?: Stream | undefined;
  /** How the weights start; see `Linear`. */
  init?: Initialiser | undefined;
}

/**
 * Two layers over every position: fc2(f(fc1 x)), or, gated, fc2(f(gate x) fc1 x). Parameters: `fc1`,
 * `fc2` and, where gated, `gate`, each a `Linear`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Mlp } from "@rederive/lib/nn";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using mlp = new Mlp(gpu, { channels: 4, activation: "silu", gated: true, bias: false });
 * deepEqual(mlp.namedParameters().map(([name, { shape }]) => `${name} ${shape}`), [
 *   "gate.weight 16,4",
 *   "fc1.weight 16,4",
 *   "fc2.weight 4,16",
 * ]);
 * ```
 */
export class Mlp extends Module {
  /** What gates, if there is one. */
  readonly gate: Linear | undefined;
  /** From C. */
  readonly fc1: Linear;
  /** To C. */
  readonly fc2: Linear;
  #activate: (x: Tensor) => Tensor;

  /** Two layers with the sizes of the options. */
  constructor(gpu: Gpu, options: MlpOptions) {
    super(gpu);
    const { channels, hidden = 4 * channels, activation = "gelu", gated = false } = options;
    const { bias = true, random, init } = options;
    if (!Object.hasOwn(activations, activation)) {
      throw new TypeError(
        `Cannot make an MLP: activation is "${activation}", wanted one of ` +
          Object.keys(activations).join(", "),
      );
    }
    const up = { inputs: channels, outputs: hidden, bias, random, init };
    this.gate = gated ? this.child("gate", new Linear(gpu, up)) : undefined;
    this.fc1 = this.child("fc1", new Linear(gpu, up));
    this.fc2 = this.child("fc2", new Linear(gpu, { ...up, inputs: hidden, outputs: channels }));
    this.#activate = activations[activation];
  }

  /** (..., C) to (..., C). */
  forward(x: Tensor): Tensor {
    const y = this.fc1.forward(x);
    const hidden = this.gate ? mul(this.#activate(this.gate.forward(x)), y) : this.#activate(y);
    return this.fc2.forward(hidden);
  }
}
