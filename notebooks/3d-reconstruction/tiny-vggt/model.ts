import type { Gpu } from "@rederive/lib/gpu";
import { Block, LayerNorm, Linear, Module } from "@rederive/lib/nn";
import { foldIn, key, normal, stream } from "@rederive/lib/random";
import { add, broadcastTo, concat, reshape, slice, type Tensor } from "@rederive/lib/tensor";
import { PATCHES, PIXELS, PLACES } from "./room_pairs.ts";

const C = 32;
/** A camera token and one register come before the patches of a frame. */
const EXTRA = 2;
const TOKENS = PATCHES + EXTRA;

/** What a network says of pairs. */
export interface Told {
  /** (pairs, 2, 16, 4). */
  readonly depths: Tensor;
  /** (pairs, 2, 16, 12). */
  readonly points: Tensor;
  /** (pairs, 6). */
  readonly cameras: Tensor;
}

/** VGGT, very small: a frame-wise and a global layer over two frames, and a linear head for each output. */
export class TinyVggt extends Module {
  readonly embed: Linear;
  readonly places: Tensor;
  /** Camera token and register of the first frame, and of the second: (2, 2, C). */
  readonly extra: Tensor;
  readonly frameWise: Block;
  readonly global: Block;
  readonly norm: LayerNorm;
  readonly depth: Linear;
  readonly point: Linear;
  readonly camera: Linear;

  constructor(gpu: Gpu, { seed }: { seed: number }) {
    super(gpu);
    const random = stream(foldIn(key(seed), 1));
    const noise = (i: number, count: number) =>
      normal(foldIn(key(seed), i), count).map((v) => v / 2);
    const block = () => new Block(gpu, { channels: C, heads: 2, hidden: 64, random });
    const linear = (inputs: number, outputs: number) =>
      new Linear(gpu, { inputs, outputs, random });
    this.embed = this.child("embed", linear(PIXELS, C));
    this.places = this.parameter("places", [PATCHES, C], { values: noise(2, PATCHES * C) });
    this.extra = this.parameter("extra", [2, EXTRA, C], { values: noise(3, 2 * EXTRA * C) });
    this.frameWise = this.child("frame_wise", block());
    this.global = this.child("global", block());
    this.norm = this.child("norm", new LayerNorm(gpu, { channels: C }));
    this.depth = this.child("depth", linear(C, PLACES));
    this.point = this.child("point", linear(C, 3 * PLACES));
    this.camera = this.child("camera", linear(C, 6));
  }

  /** Patches (pairs, 2, 16, 192) to all outputs, in one pass. */
  forward(patches: Tensor): Told {
    const pairs = patches.shape[0]!;
    const images = add(this.embed.forward(patches), this.places);
    const extra = broadcastTo(reshape(this.extra, [1, 2, EXTRA, C]), [pairs, 2, EXTRA, C]);
    const tokens = concat([extra, images], { axis: 2 });
    const inside = this.frameWise.forward(reshape(tokens, [2 * pairs, TOKENS, C]));
    const across = this.global.forward(reshape(inside, [pairs, 2 * TOKENS, C]));
    const last = this.norm.forward(reshape(across, [pairs, 2, TOKENS, C]));
    const ofImages = slice(last, [null, null, [EXTRA, TOKENS]]);
    const ofCamera = reshape(slice(last, [null, [1, 2], [0, 1]]), [pairs, C]);
    return {
      depths: this.depth.forward(ofImages),
      points: this.point.forward(ofImages),
      cameras: this.camera.forward(ofCamera),
    };
  }
}
