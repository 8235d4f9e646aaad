import type { Gpu } from "@rederive/lib/gpu";
import { patchesOf } from "@rederive/lib/models";
import { Block, LayerNorm, Linear, Module, scaledNormal } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import {
  add,
  concat,
  mean,
  reshape,
  slice,
  square,
  sub,
  takeRows,
  type Tensor,
} from "@rederive/lib/tensor";
import { CHANNELS, PATCH, TinyVit } from "./tiny_vit.ts";

/** Patches of a picture, and how many of them the encoder is given: a quarter. */
export const PATCHES = 16;
export const VISIBLE = 4;

/** Which patches of each picture are seen, as row numbers. */
export interface Masks {
  /** (B, 4): places in the batch's patches, 16 a picture. */
  readonly visible: Int32Array<ArrayBuffer>;
  /** (B, 12): the others. */
  readonly hidden: Int32Array<ArrayBuffer>;
  /** (B, 16): where each patch's vector lies among those of the visible; behind them is the mask's. */
  readonly restore: Int32Array<ArrayBuffer>;
}

/** Masks for a batch: for each picture, other patches, each four as likely as any. */
export function drawMasks(batch: number, random: Stream): Masks {
  const visible = new Int32Array(batch * VISIBLE);
  const hidden = new Int32Array(batch * (PATCHES - VISIBLE));
  const restore = new Int32Array(batch * PATCHES).fill(batch * VISIBLE);
  for (let b = 0; b < batch; b++) {
    random.shuffle(Array(PATCHES).keys()).forEach((patch, i) => {
      const at = b * PATCHES + patch;
      if (i >= VISIBLE) hidden[b * (PATCHES - VISIBLE) + i - VISIBLE] = at;
      else {
        visible[b * VISIBLE + i] = at;
        restore[at] = b * VISIBLE + i;
      }
    });
  }
  return { visible, hidden, restore };
}

/** The same as tensors. */
export type MaskTensors = { readonly [name in keyof Masks]: Tensor<"i32"> };

/** A masked autoencoder (https://arxiv.org/abs/2111.06377): an encoder of the seen, a small decoder of all. */
export class MaskedAutoencoder extends Module {
  readonly encoder: TinyVit;
  readonly mask: Tensor;
  readonly places: Tensor;
  readonly block: Block;
  readonly norm: LayerNorm;
  readonly pixels: Linear;

  constructor(gpu: Gpu, { random }: { random: Stream }) {
    super(gpu);
    this.encoder = this.child("encoder", new TinyVit(gpu, { random }));
    this.encoder.head.freeze();
    const started = (name: string, shape: number[], std: number) =>
      this.parameter(name, shape, { values: scaledNormal(shape, { random, std }) });
    this.mask = started("mask", [1, CHANNELS], 0.02);
    this.places = started("places", [PATCHES, CHANNELS], 0.5);
    const sizes = { channels: CHANNELS, heads: 2, hidden: 64 };
    this.block = this.child("block", new Block(gpu, { ...sizes, random }));
    this.norm = this.child("norm", new LayerNorm(gpu, { channels: CHANNELS }));
    const outputs = 3 * PATCH ** 2;
    this.pixels = this.child("pixels", new Linear(gpu, { inputs: CHANNELS, outputs, random }));
  }

  /** What goes into the encoder's layers, and comes out: the class token and the visible patches. */
  encode(pictures: Tensor, { visible }: Pick<MaskTensors, "visible">): Tensor[] {
    const [batch] = pictures.shape as [number];
    const all = reshape(this.encoder.embed(pictures), [batch * PATCHES, CHANNELS]);
    const seen = reshape(takeRows(all, visible), [batch, VISIBLE, CHANNELS]);
    const { hidden, last } = this.encoder.encode(seen);
    return [...hidden, last];
  }

  /** Every patch of every picture as it is made up: (B 16, 48). */
  reconstruct(pictures: Tensor, { visible, restore }: Omit<MaskTensors, "hidden">): Tensor {
    const [batch] = pictures.shape as [number];
    const last = this.encode(pictures, { visible }).at(-1)!;
    const rows = reshape(slice(last, [null, [1, 1 + VISIBLE]]), [batch * VISIBLE, CHANNELS]);
    const placed = takeRows(concat([rows, this.mask], { axis: 0 }), restore);
    const all = add(reshape(placed, [batch, PATCHES, CHANNELS]), this.places);
    const decoded = this.pixels.forward(this.norm.forward(this.block.forward(all)));
    return reshape(decoded, [batch * PATCHES, 3 * PATCH ** 2]);
  }

  /** Mean square of what is wrong, over the pixels of hidden patches alone. */
  loss(pictures: Tensor, masks: MaskTensors): Tensor {
    const truth = reshape(patchesOf(pictures, PATCH), [-1, 3 * PATCH ** 2]);
    const made = this.reconstruct(pictures, masks);
    return mean(square(sub(takeRows(made, masks.hidden), takeRows(truth, masks.hidden))));
  }
}
