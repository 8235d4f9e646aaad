import type { Stream } from "../random/mod.ts";
import { add, assign, detach, evaluate, linear, matmul, mul, type Tensor } from "../tensor/mod.ts";
import { boundedUniform, zeros } from "./initialisers.ts";
import type { Linear } from "./linear.ts";
import { Module } from "./module.ts";

/** Sizes and start of an adapter. */
export interface LoraOptions {
  /** R, at most inputs and outputs. */
  rank: number;
  /** What is added is multiplied by alpha / R; R unless given. */
  alpha?: number;
  /** Starts A; without it both are empty until `loadState()` fills them. */
  random?: Stream | undefined;
}

/**
 * An adapter of a linear layer, alpha / R B A beside its weight. Made by `withLora()`. Parameters: `A`
 * (R, inputs), uniform within 1 / sqrt(inputs) at first, and `B` (outputs, R), zeros at first.
 */
export class Lora extends Module {
  /** (R, inputs). */
  readonly down: Tensor;
  /** (outputs, R). */
  readonly up: Tensor;
  #linear: Linear;
  #scale: number;
  #original: Tensor | undefined;

  /** Use `withLora()`. */
  constructor(linear: Linear, { rank, alpha = rank, random }: LoraOptions) {
    super(linear.gpu);
    const { inputs, outputs } = linear;
    if (!(Number.isInteger(rank) && rank >= 1 && rank <= Math.min(inputs, outputs))) {
      throw new RangeError(
        `Cannot adapt a layer of ${inputs} to ${outputs} channels: the rank is ${rank}, ` +
          `wanted an integer from 1 to ${Math.min(inputs, outputs)}`,
      );
    }
    this.#linear = linear;
    this.#scale = alpha / rank;
    const [down, up] = [[rank, inputs], [outputs, rank]];
    this.down = this.parameter("A", down, {
      values: random && boundedUniform(down, { random, bound: 1 / Math.sqrt(inputs) }),
    });
    this.up = this.parameter("B", up, { values: random && zeros(up) });
  }

  /** Whether the adapter is in the layer's weight now. */
  get isMerged(): boolean {
    return this.#original !== undefined;
  }

  /** What the adapter adds to the layer's output. */
  forward(x: Tensor): Tensor {
    return mul(linear(linear(x, this.down), this.up), this.#scale);
  }

  /** Adds the adapter to the layer's weight, which then costs nothing to use. */
  async merge(): Promise<void> {
    if (this.#original) return;
    const { weight } = this.#linear;
    const original = detach(weight);
    await evaluate([original]);
    await assign([[weight, add(weight, mul(matmul(this.up, this.down), this.#scale))]]);
    this.#original = original;
  }

  /** Gives the layer the weight back that it had, bit for bit. */
  async unmerge(): Promise<void> {
    if (!this.#original) return;
    await assign([[this.#linear.weight, this.#original]]);
    this.#original[Symbol.dispose]();
    this.#original = undefined;
  }

  /** Lets go of the adapter, and of the weight it remembers while merged. */
  override [Symbol.dispose](): void {
    this.#original?.[Symbol.dispose]();
    super[Symbol.dispose]();
  }
}

/**
 * Adapts a layer that is in use somewhere (https://arxiv.org/abs/2106.09685): its own parameters are
 * frozen, and what is trained is a product of low rank beside its weight, which is 0 at first. Its
 * parameters stand in the layer's state as `lora.A` and `lora.B`.
 *
 * @throws {RangeError} when the rank is not from 1 to the layer's channels, or it has an adapter.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Linear, withLora } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const random = stream(0);
 * using linear = new Linear(gpu, { inputs: 8, outputs: 8, random });
 * const lora = withLora(linear, { rank: 2, alpha: 4, random });
 * deepEqual(linear.namedParameters().map(([name]) => name), ["lora.A", "lora.B"]);
 * await lora.merge();
 * await lora.unmerge();
 * ```
 */
export function withLora(linear: Linear, options: LoraOptions): Lora {
  const lora = new Lora(linear, options);
  try {
    linear.adapt(lora);
  } catch (error) {
    lora[Symbol.dispose]();
    throw error;
  }
  return lora;
}
