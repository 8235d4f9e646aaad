import type { Gpu } from "../gpu/mod.ts";
import { Linear, Module, scaledNormal } from "../nn/mod.ts";
import type { Stream } from "../random/mod.ts";
import { add, broadcastTo, concat, permute, reshape, slice, type Tensor } from "../tensor/mod.ts";

/** Sizes of a `PatchEmbedding`. */
export interface PatchOptions {
  /** Height and width of a picture. */
  imageSize: number;
  /** Of a patch; what is left over at the right and below is not looked at. */
  patchSize: number;
  /** Colours. */
  colours?: number;
  /** C, of a token. */
  channels: number;
  /** Whether a patch's embedding has a bias. */
  bias?: boolean;
  /** Starts the parameters; without it they are empty until they are loaded. */
  random?: Stream | undefined;
}

/**
 * Pictures as tokens: a class token and one for each patch, with their places added. Parameters:
 * `patches` (C, colours P P), `cls` (C), `positions` (1 + patches, C).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { PatchEmbedding } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const sizes = { imageSize: 8, patchSize: 4, channels: 5 };
 * using embedding = new PatchEmbedding(gpu, { ...sizes, random: stream(0) });
 * using pictures = tensor(gpu, new Float32Array(2 * 3 * 64), { shape: [2, 3, 8, 8] });
 * deepEqual(embedding.forward(pictures).shape, [2, 5, 5]);
 * ```
 */
export class PatchEmbedding extends Module {
  /** (C, colours P P). */
  readonly patches: Linear;
  /** (C). */
  readonly cls: Tensor;
  /** (1 + patches, C). */
  readonly positions: Tensor;
  #options: Required<Pick<PatchOptions, "imageSize" | "patchSize" | "colours" | "channels">>;

  /** An embedding of these sizes. */
  constructor(gpu: Gpu, options: PatchOptions) {
    super(gpu);
    const { imageSize, patchSize, colours = 3, channels, bias = true, random } = options;
    this.#options = { imageSize, patchSize, colours, channels };
    const inputs = colours * patchSize ** 2;
    this.patches = this.child(
      "patches",
      new Linear(gpu, { inputs, outputs: channels, bias, random }),
    );
    const started = (name: string, shape: number[]) => {
      const values = random && scaledNormal(shape, { random, std: 0.02 });
      return this.parameter(name, shape, { values });
    };
    this.cls = started("cls", [channels]);
    const across = Math.floor(imageSize / patchSize);
    this.positions = started("positions", [1 + across ** 2, channels]);
  }

  /** (B, colours, H, W) to (B, 1 + patches, C). */
  forward(pictures: Tensor): Tensor {
    const { imageSize, patchSize, colours, channels } = this.#options;
    const [batch] = pictures.shape as [number];
    if (pictures.shape.join() !== [batch, colours, imageSize, imageSize].join()) {
      throw new RangeError(
        `Cannot embed patches: "${pictures.label}" is (${pictures.shape.join(", ")}), ` +
          `wanted (B, ${colours}, ${imageSize}, ${imageSize})`,
      );
    }
    const tokens = this.patches.forward(patchesOf(pictures, patchSize));
    const cls = broadcastTo(this.cls, [batch, 1, channels]);
    return add(concat([cls, tokens], { axis: 1 }), this.positions);
  }
}

/**
 * Cuts pictures (B, C, H, W) into patches, row by row: (B, patches, C P P), a patch's elements by
 * channel, row and column. What is left over at the right and below is left out.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { patchesOf } from "@rederive/lib/models";
 * import { read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), { shape: [1, 1, 2, 4] });
 * deepEqual([...await read(patchesOf(x, 2))], [1, 2, 5, 6, 3, 4, 7, 8]);
 * ```
 */
export function patchesOf(pictures: Tensor, patchSize: number): Tensor {
  const [batch, colours, height, width] = pictures.shape as [number, number, number, number];
  const [down, across] = [Math.floor(height / patchSize), Math.floor(width / patchSize)];
  const whole = slice(pictures, [null, null, [0, down * patchSize], [0, across * patchSize]]);
  const cut = reshape(whole, [batch, colours, down, patchSize, across, patchSize]);
  const ordered = permute(cut, [0, 2, 4, 1, 3, 5]);
  return reshape(ordered, [batch, down * across, colours * patchSize ** 2]);
}
