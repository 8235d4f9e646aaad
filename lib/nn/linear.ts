import type { Gpu } from "../gpu/mod.ts";
import type { Stream } from "../random/mod.ts";
import { add, linear, type Tensor } from "../tensor/mod.ts";
import { checkChannels } from "./check_channels.ts";
import { boundedUniform, type Initialiser } from "./initialisers.ts";
import type { Lora } from "./lora.ts";
import { Module } from "./module.ts";

/** Sizes and start of a `Linear`. */
export interface LinearOptions {
  /** Channels that come in. */
  inputs: number;
  /** Channels that go out. */
  outputs: number;
  /** Add a bias; true unless given. */
  bias?: boolean;
  /** Starts the parameters; without it they are empty until `loadState()` fills them. */
  random?: Stream | undefined;
  /** How the weight starts; uniform within 1 / sqrt(inputs), as the bias, unless given. */
  init?: Initialiser | undefined;
}

/**
 * x W^T + b over the last axis: (..., inputs) to (..., outputs). Parameters: `weight`
 * (outputs, inputs), `bias` (outputs).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Linear } from "@rederive/lib/nn";
 * import { read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using linear = new Linear(gpu, { inputs: 2, outputs: 1 });
 * await linear.loadState({
 *   weight: { shape: [1, 2], values: Float32Array.of(10, 1) },
 *   bias: { shape: [1], values: Float32Array.of(0.5) },
 * });
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * deepEqual(await read(linear.forward(x)), Float32Array.of(12.5, 34.5));
 * ```
 */
export class Linear extends Module {
  /** (outputs, inputs). */
  readonly weight: Tensor;
  /** (outputs). */
  readonly bias: Tensor | undefined;
  #lora: Lora | undefined;

  /** A layer with the parameters of its options. */
  constructor(gpu: Gpu, { inputs, outputs, bias = true, random, init }: LinearOptions) {
    super(gpu);
    const plain: Initialiser = (shape, options) =>
      boundedUniform(shape, { ...options, bound: inputs > 0 ? 1 / Math.sqrt(inputs) : 0 });
    const values = (of: Initialiser, shape: number[]) => random && of(shape, { random });
    const shape = [outputs, inputs];
    this.weight = this.parameter("weight", shape, { values: values(init ?? plain, shape) });
    this.bias = bias
      ? this.parameter("bias", [outputs], { values: values(plain, [outputs]) })
      : undefined;
  }

  /** Channels that come in. */
  get inputs(): number {
    return this.weight.shape[1]!;
  }

  /** Channels that go out. */
  get outputs(): number {
    return this.weight.shape[0]!;
  }

  /** Freezes the layer and adds an adapter beside it; part of `withLora()`. */
  adapt(lora: Lora): void {
    this.child("lora", lora);
    this.freeze();
    lora.freeze(false);
    this.#lora = lora;
  }

  /** x W^T + b, and what an adapter adds. */
  forward(x: Tensor): Tensor {
    checkChannels("apply a linear layer", x, this.inputs);
    const y = linear(x, this.weight, this.bias ? { bias: this.bias } : {});
    return this.#lora && !this.#lora.isMerged ? add(y, this.#lora.forward(x)) : y;
  }
}
