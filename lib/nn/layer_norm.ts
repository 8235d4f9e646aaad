import type { Gpu } from "../gpu/mod.ts";
import { layerNorm, type Tensor } from "../tensor/mod.ts";
import { checkChannels } from "./check_channels.ts";
import { ones, zeros } from "./initialisers.ts";
import { Module } from "./module.ts";

/** Sizes of a `LayerNorm`. */
export interface LayerNormOptions {
  /** C. */
  channels: number;
  /** Added to the variance; 1e-5 unless given. */
  epsilon?: number | undefined;
  /** Have a gain and, unless `bias` is false, a bias; true unless given. */
  affine?: boolean;
  /** Have a bias; true unless given. */
  bias?: boolean;
}

/**
 * Layer norm over the last axis (https://arxiv.org/abs/1607.06450) with gain and bias, which start as
 * 1 and 0. Parameters: `weight` (C), `bias` (C).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { LayerNorm } from "@rederive/lib/nn";
 * import { read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using norm = new LayerNorm(gpu, { channels: 2, epsilon: 0 });
 * using x = tensor(gpu, Float32Array.of(7, 9));
 * deepEqual(await read(norm.forward(x)), Float32Array.of(-1, 1));
 * ```
 */
export class LayerNorm extends Module {
  /** (C). */
  readonly weight: Tensor | undefined;
  /** (C). */
  readonly bias: Tensor | undefined;
  #channels: number;
  #epsilon: number;

  /** A norm of `channels` numbers. */
  constructor(
    gpu: Gpu,
    { channels, epsilon = 1e-5, affine = true, bias = affine }: LayerNormOptions,
  ) {
    super(gpu);
    this.#channels = channels;
    this.#epsilon = epsilon;
    const shape = [channels];
    this.weight = affine ? this.parameter("weight", shape, { values: ones(shape) }) : undefined;
    this.bias = bias ? this.parameter("bias", shape, { values: zeros(shape) }) : undefined;
  }

  /** (x - mean) / sqrt(variance + epsilon) weight + bias. */
  forward(x: Tensor): Tensor {
    checkChannels("apply a layer norm", x, this.#channels);
    const { weight: gain, bias } = this;
    const parameters = { ...gain ? { gain } : {}, ...bias ? { bias } : {} };
    return layerNorm(x, { epsilon: this.#epsilon, ...parameters });
  }
}
