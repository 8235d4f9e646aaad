import type { Gpu } from "../gpu/mod.ts";
import { add, mul, sigmoid, split, tanh, type Tensor } from "../tensor/mod.ts";
import { type CellOptions, RecurrentCell } from "./recurrent_cell.ts";

/** What an LSTM carries from step to step; both (B, C). */
export interface LstmState {
  /** What it gives. */
  h: Tensor;
  /** What it keeps. */
  c: Tensor;
}

/**
 * One step of a long short-term memory (Hochreiter and Schmidhuber 1997, with forget gates), its gates
 * stacked as PyTorch has them: input, forget, candidate, output. Parameters: `weight_ih`
 * (4 C, inputs), `weight_hh` (4 C, C), `bias_ih` and `bias_hh` (4 C).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { LstmCell, type LstmState } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using cell = new LstmCell(gpu, { inputs: 2, channels: 5, random: stream(0) });
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * let state: LstmState | undefined; // zeros
 * for (let time = 0; time < 3; time++) state = cell.forward(x, state);
 * deepEqual(state?.h.shape, [2, 5]);
 * ```
 */
export class LstmCell extends RecurrentCell {
  /** A cell with the sizes of its options. */
  constructor(gpu: Gpu, options: CellOptions) {
    super(gpu, 4, options);
  }

  /** The state after x, (B, inputs); from zeros unless a state is given. */
  forward(x: Tensor, state?: LstmState): LstmState {
    const [input, heard] = [this.fromInput(x), this.fromState(state?.h)];
    const gates = split(heard ? add(input, heard) : input, Array(4).fill(this.channels), {
      axis: -1,
    });
    const [i, f, g, o] = gates as [Tensor, Tensor, Tensor, Tensor];
    const news = mul(sigmoid(i), tanh(g));
    const c = state ? add(mul(sigmoid(f), state.c), news) : news;
    return { h: mul(sigmoid(o), tanh(c)), c };
  }
}
