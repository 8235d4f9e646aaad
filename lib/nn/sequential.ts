import type { Gpu } from "../gpu/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import type { ForwardOptions } from "./forward_options.ts";
import { Module } from "./module.ts";

/** A module, or a function, that makes a tensor of a tensor. */
export type Layer =
  | (Module & { forward(x: Tensor, options?: ForwardOptions): Tensor })
  | ((x: Tensor) => Tensor);

/**
 * Layers one behind the other, named by their places, which functions count for as well.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Linear, Sequential } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { tanh } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const random = stream(0);
 * using net = new Sequential(gpu, [
 *   new Linear(gpu, { inputs: 2, outputs: 8, random }),
 *   tanh,
 *   new Linear(gpu, { inputs: 8, outputs: 1, bias: false, random }),
 * ]);
 * deepEqual(net.namedParameters().map(([name]) => name), ["0.weight", "0.bias", "2.weight"]);
 * ```
 */
export class Sequential extends Module {
  /** In the order in which they are applied. */
  readonly layers: readonly Layer[];

  /** Takes over the layers that are modules. */
  constructor(gpu: Gpu, layers: readonly Layer[]) {
    super(gpu);
    this.layers = layers;
    for (const [i, layer] of layers.entries()) {
      if (layer instanceof Module) this.child(`${i}`, layer);
    }
  }

  /** The last layer of the one before, and so on. */
  forward(x: Tensor, options: ForwardOptions = {}): Tensor {
    return this.layers.reduce(
      (y, layer) => layer instanceof Module ? layer.forward(y, options) : layer(y),
      x,
    );
  }
}
