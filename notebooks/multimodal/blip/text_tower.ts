import type { Gpu } from "@rederive/lib/gpu";
import { Embedding, LayerNorm, Module, scaledNormal } from "@rederive/lib/nn";
import { add, broadcastTo, concat, reshape, slice, type Tensor } from "@rederive/lib/tensor";
import { TextLayer, type TextLayerInput, type TextLayerOptions } from "./text_layer.ts";
import { FIRST } from "./words.ts";

/** Sizes of a `TextTower`. */
export interface TextTowerOptions extends TextLayerOptions {
  /** Words, and the ids that are none. */
  readonly vocabulary: number;
  /** Of the longest caption. */
  readonly longest: number;
  readonly layers: number;
}

/** BLIP's text transformer: a first token says what it is used as. */
export class TextTower extends Module {
  /** A row for each id. */
  readonly table: Embedding;
  /** A row for each place, the first token's too. */
  readonly places: Tensor;
  /** All of them. */
  readonly layers: readonly TextLayer[];
  /** Behind the last. */
  readonly norm: LayerNorm;

  /** A tower of these sizes. */
  constructor(gpu: Gpu, options: TextTowerOptions) {
    super(gpu);
    const { vocabulary: rows, channels, longest, layers, random } = options;
    const init = (shape: readonly number[]) => scaledNormal(shape, { random: random!, std: 0.3 });
    this.table = this.child("table", new Embedding(gpu, { rows, channels, random, init }));
    const shape = [1 + longest, channels];
    this.places = this.parameter("places", shape, random ? { values: init(shape) } : {});
    this.layers = Array.from(
      { length: layers },
      (_, i) => this.child(String(i), new TextLayer(gpu, options)),
    );
    this.norm = this.child("norm", new LayerNorm(gpu, { channels }));
  }

  /** Rows of the table (B, T, C) with the first token of a mode in front, each at its place. */
  enter(words: Tensor, { mode }: TextLayerInput): Tensor {
    const [batch, time, channels] = words.shape as [number, number, number];
    const own = slice(this.table.weight, [[FIRST[mode], FIRST[mode] + 1]]);
    const tokens = concat([broadcastTo(own, [batch, 1, channels]), words], { axis: 1 });
    return add(tokens, slice(this.places, [[0, 1 + time]]));
  }

  /** Rows of the table (B, T, C) to tokens (B, 1 + T, C). */
  forward(words: Tensor, input: TextLayerInput): Tensor {
    let x = this.enter(words, input);
    for (const layer of this.layers) x = layer.forward(x, input);
    return this.norm.forward(x);
  }
}

/** (B, T, C) to the (B, C) of the first token. */
export function firstOf(x: Tensor): Tensor {
  const [batch, , channels] = x.shape as [number, number, number];
  return reshape(slice(x, [null, [0, 1]]), [batch, channels]);
}
