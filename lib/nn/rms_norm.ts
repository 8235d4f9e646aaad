import type { Gpu } from "../gpu/mod.ts";
import { rmsNorm, type Tensor } from "../tensor/mod.ts";
import { checkChannels } from "./check_channels.ts";
import { ones } from "./initialisers.ts";
import { Module } from "./module.ts";

/** Sizes of an `RmsNorm`. */
export interface RmsNormOptions {
  /** C. */
  channels: number;
  /** Added to the mean square; 1e-6, as in Llama, unless given. */
  epsilon?: number | undefined;
}

/**
 * RMS norm over the last axis (https://arxiv.org/abs/1910.07467) with a gain, which starts as 1.
 * Parameter: `weight` (C).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { RmsNorm } from "@rederive/lib/nn";
 * import { read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using norm = new RmsNorm(gpu, { channels: 2, epsilon: 0 });
 * using x = tensor(gpu, Float32Array.of(4, -4));
 * deepEqual(await read(norm.forward(x)), Float32Array.of(1, -1));
 * ```
 */
export class RmsNorm extends Module {
  /** (C). */
  readonly weight: Tensor;
  #epsilon: number;

  /** A norm of `channels` numbers. */
  constructor(gpu: Gpu, { channels, epsilon = 1e-6 }: RmsNormOptions) {
    super(gpu);
    this.#epsilon = epsilon;
    this.weight = this.parameter("weight", [channels], { values: ones([channels]) });
  }

  /** x / sqrt(mean x^2 + epsilon) weight. */
  forward(x: Tensor): Tensor {
    checkChannels("apply an RMS norm", x, this.weight.shape[0]!);
    return rmsNorm(x, { epsilon: this.#epsilon, gain: this.weight });
  }
}
