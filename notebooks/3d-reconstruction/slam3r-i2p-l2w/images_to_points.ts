import type { Gpu } from "@rederive/lib/gpu";
import { Module } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { concat, reshape, slice, type Tensor } from "@rederive/lib/tensor";
import { Decoder, type Tokens } from "./decoder.ts";
import { Encoder } from "./encoder.ts";
import { SIZES } from "./frames.ts";

/** Images to points without its head: one encoder for all frames, D_key for one and D_sup for the others. */
export class ImagesToPoints extends Module {
  /** E_img. */
  readonly encoder: Encoder;
  /** D_key and D_sup. */
  readonly decoder: Decoder;

  /** A network with random weights. */
  constructor(gpu: Gpu, { random }: { random: Stream }) {
    super(gpu);
    const { channels, heads } = SIZES;
    this.encoder = this.child("encoder", new Encoder(gpu, { random }));
    this.decoder = this.child("decoder", new Decoder(gpu, { channels, heads, random }));
  }

  /** Colours (B, N, T, 12) of clips to tokens of their key frame, at a place in the clip, and of the others. */
  forward(pictures: Tensor, { keyAt }: { keyAt: number }): Tokens {
    const tokens = this.encoder.forward(pictures);
    const [batch, frames, count, channels] = tokens.shape as [number, number, number, number];
    const some = (from: number, to: number) => slice(tokens, [null, [from, to]]);
    const beside = [[0, keyAt], [keyAt + 1, frames]] as const;
    return this.decoder.forward({
      key: reshape(some(keyAt, keyAt + 1), [batch, count, channels]),
      others: concat(
        beside.filter(([from, to]) => to > from).map(([from, to]) => some(from, to)),
        { axis: 1 },
      ),
    });
  }
}
