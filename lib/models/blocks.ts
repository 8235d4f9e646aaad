import type { KvCache } from "../attention/mod.ts";
import type { Gpu } from "../gpu/mod.ts";
import { type ActivationName, Block, type BlockOptions, Module } from "../nn/mod.ts";
import type { Stream } from "../random/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/** Sizes of a transformer. */
export interface TransformerSizes {
  /** C. */
  channels: number;
  /** How many blocks. */
  layers: number;
  /** H, a divisor of C. */
  heads: number;
  /** Channels inside a block's perceptron. */
  hidden: number;
  /** Between its layers. */
  activation?: ActivationName | undefined;
  /** Of the norms. */
  epsilon?: number | undefined;
  /** Starts the parameters; without it they are empty until they are loaded. */
  random?: Stream | undefined;
}

/** What the blocks of a transformer are given besides x. */
export interface BlocksForwardOptions {
  /** Added to the scores; see `MultiHeadAttention`. */
  mask?: Tensor | undefined;
  /** Keys and values of the past, one a block. */
  caches?: readonly KvCache[] | undefined;
}

/**
 * Blocks behind each other, named "0", "1" and so on.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Blocks } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using blocks = new Blocks(gpu, { layers: 3, channels: 4, heads: 2, random: stream(0) });
 * using x = tensor(gpu, new Float32Array(20), { shape: [1, 5, 4] });
 * deepEqual(blocks.forward(x).map(({ shape }) => shape.join()), Array(4).fill("1,5,4"));
 * ```
 */
export class Blocks extends Module {
  /** In their order. */
  readonly blocks: readonly Block[];

  /** `layers` of these sizes. */
  constructor(gpu: Gpu, { layers, ...options }: BlockOptions & { layers: number }) {
    super(gpu);
    this.blocks = Array.from(
      { length: layers },
      (_, i) => this.child(`${i}`, new Block(gpu, options)),
    );
  }

  /** x and what each block makes of it, (B, T, C) each. */
  forward(x: Tensor, { mask, caches }: BlocksForwardOptions = {}): [Tensor, ...Tensor[]] {
    const hidden: [Tensor, ...Tensor[]] = [x];
    for (const [i, block] of this.blocks.entries()) {
      hidden.push(block.forward(hidden.at(-1)!, { mask, cache: caches?.[i] }));
    }
    return hidden;
  }
}
