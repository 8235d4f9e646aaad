import type { Gpu } from "../gpu/mod.ts";
import { add, mul, sigmoid, split, sub, tanh, type Tensor } from "../tensor/mod.ts";
import { type CellOptions, RecurrentCell } from "./recurrent_cell.ts";

/**
 * One step of a gated recurrent unit (https://arxiv.org/abs/1406.1078) in PyTorch's form: gates are
 * stacked as reset, update, candidate, and the reset gate multiplies what the state says to the
 * candidate, its bias included. Parameters: `weight_ih` (3 C, inputs), `weight_hh` (3 C, C), `bias_ih`
 * and `bias_hh` (3 C).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { GruCell } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { type Tensor, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using cell = new GruCell(gpu, { inputs: 2, channels: 5, random: stream(0) });
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * let h: Tensor | undefined; // zeros
 * for (let time = 0; time < 3; time++) h = cell.forward(x, h);
 * deepEqual(h?.shape, [2, 5]);
 * ```
 */
export class GruCell extends RecurrentCell {
  /** A cell with the sizes of its options. */
  constructor(gpu: Gpu, options: CellOptions) {
    super(gpu, 3, options);
  }

  /** The state after x, (B, inputs); from zeros unless a state is given. */
  forward(x: Tensor, h?: Tensor): Tensor {
    const gates = Array(3).fill(this.channels);
    const [resetX, updateX, newX] = split(this.fromInput(x), gates, { axis: -1 });
    const heard = this.fromState(h);
    const [resetH, updateH, newH] = heard ? split(heard, gates, { axis: -1 }) : [];
    const reset = sigmoid(resetH ? add(resetX!, resetH) : resetX!);
    const update = sigmoid(updateH ? add(updateX!, updateH) : updateX!);
    const candidate = tanh(newH ? add(newX!, mul(reset, newH)) : newX!);
    // (1 - update) candidate + update h
    return h
      ? add(candidate, mul(update, sub(h, candidate)))
      : sub(candidate, mul(update, candidate));
  }
}
