import type { Gpu } from "../gpu/mod.ts";
import type { Stream } from "../random/mod.ts";
import { linear, type Tensor } from "../tensor/mod.ts";
import { checkChannels } from "./check_channels.ts";
import { boundedUniform } from "./initialisers.ts";
import { Module } from "./module.ts";

/** Sizes and start of an `LstmCell` or a `GruCell`. */
export interface CellOptions {
  /** Channels of x. */
  inputs: number;
  /** C, channels of the state. */
  channels: number;
  /** Have biases; true unless given. */
  bias?: boolean;
  /** Starts the parameters; without it they are empty until `loadState()` fills them. */
  random?: Stream | undefined;
}

/** What both cells have: for each gate a product with x and one with the state, stacked. */
export abstract class RecurrentCell extends Module {
  /** (gates C, inputs). */
  readonly inputWeight: Tensor;
  /** (gates C, C). */
  readonly stateWeight: Tensor;
  /** (gates C). */
  readonly inputBias: Tensor | undefined;
  /** (gates C). */
  readonly stateBias: Tensor | undefined;
  /** C. */
  protected readonly channels: number;

  /** Parameters for so many gates, uniform within 1 / sqrt(C). */
  constructor(gpu: Gpu, gates: number, { inputs, channels, bias = true, random }: CellOptions) {
    super(gpu);
    this.channels = channels;
    const named = (name: string, ...shape: number[]) => {
      const bound = 1 / Math.sqrt(channels);
      return this.parameter(name, shape, {
        values: random && boundedUniform(shape, { random, bound }),
      });
    };
    this.inputWeight = named("weight_ih", gates * channels, inputs);
    this.stateWeight = named("weight_hh", gates * channels, channels);
    this.inputBias = bias ? named("bias_ih", gates * channels) : undefined;
    this.stateBias = bias ? named("bias_hh", gates * channels) : undefined;
  }

  /** What x says to all gates. */
  protected fromInput(x: Tensor): Tensor {
    checkChannels("step a recurrent cell", x, this.inputWeight.shape[1]!);
    return linear(x, this.inputWeight, this.inputBias ? { bias: this.inputBias } : {});
  }

  /** What the state says to all gates; without one, what zeros would say. */
  protected fromState(h: Tensor | undefined): Tensor | undefined {
    if (!h) return this.stateBias;
    checkChannels("step a recurrent cell from a state", h, this.channels);
    return linear(h, this.stateWeight, this.stateBias ? { bias: this.stateBias } : {});
  }
}
