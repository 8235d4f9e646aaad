import type { Gpu } from "../gpu/mod.ts";
import { dropout, type Tensor } from "../tensor/mod.ts";
import type { ForwardOptions } from "./forward_options.ts";
import { Module } from "./module.ts";

/**
 * Sets each number to 0 with probability `rate` and divides the others by 1 - rate, in a pass that
 * trains; otherwise leaves all as they are.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Dropout } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { read, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, new Float32Array(100).fill(1));
 * const half = new Dropout(gpu, { rate: 0.5 });
 * const trained = await read(half.forward(x, { random: stream(0) }));
 * if (trained.some((v) => v !== 0 && v !== 2)) throw new Error("neither 0 nor 2");
 * if (half.forward(x) !== x) throw new Error("dropped without training");
 * ```
 */
export class Dropout extends Module {
  /** Share of the numbers that become 0. */
  readonly rate: number;

  /** With a rate from 0 to below 1. */
  constructor(gpu: Gpu, { rate }: { rate: number }) {
    super(gpu);
    if (!(rate >= 0 && rate < 1)) {
      throw new RangeError(`Cannot drop out: the rate is ${rate}, wanted one from 0 to below 1`);
    }
    this.rate = rate;
  }

  /** x with numbers dropped, if there is `random` to drop them by. */
  forward(x: Tensor, { random }: ForwardOptions = {}): Tensor {
    return random ? dropout(x, { rate: this.rate, random }) : x;
  }
}
