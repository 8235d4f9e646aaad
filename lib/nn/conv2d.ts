import type { Gpu } from "../gpu/mod.ts";
import type { Stream } from "../random/mod.ts";
import { conv2d, type Conv2dOptions as Windows, type Tensor } from "../tensor/mod.ts";
import { fansOf } from "./fans.ts";
import { boundedUniform, type Initialiser } from "./initialisers.ts";
import { Module } from "./module.ts";

/** Sizes and start of a `Conv2d`. */
export interface Conv2dOptions extends Omit<Windows, "bias"> {
  /** Planes that come in. */
  inputs: number;
  /** Planes that go out. */
  outputs: number;
  /** Rows and columns of a window. */
  kernel: number | readonly [number, number];
  /** Add a bias to each plane; true unless given. */
  bias?: boolean;
  /** Starts the parameters; without it they are empty until `loadState()` fills them. */
  random?: Stream | undefined;
  /** How the weight starts; uniform within 1 / sqrt(fanIn), as the bias, unless given. */
  init?: Initialiser | undefined;
}

/**
 * Convolution of images: (B, inputs, height, width) to (B, outputs, windows down, windows across).
 * Parameters: `weight` (outputs, inputs / groups, rows, columns), `bias` (outputs).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Conv2d } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const random = stream(0);
 * using patches = new Conv2d(gpu, { inputs: 3, outputs: 16, kernel: 4, stride: 4, random });
 * using x = tensor(gpu, new Float32Array(2 * 3 * 8 * 8), { shape: [2, 3, 8, 8] });
 * deepEqual(patches.forward(x).shape, [2, 16, 2, 2]);
 * ```
 */
export class Conv2d extends Module {
  /** (outputs, inputs / groups, rows, columns). */
  readonly weight: Tensor;
  /** (outputs). */
  readonly bias: Tensor | undefined;
  #windows: Omit<Windows, "bias">;

  /** A convolution with the sizes of its options. */
  constructor(gpu: Gpu, options: Conv2dOptions) {
    super(gpu);
    const { inputs, outputs, kernel, bias = true, random, init, ...windows } = options;
    const { groups = 1 } = windows;
    if (inputs % groups !== 0 || outputs % groups !== 0) {
      throw new RangeError(
        `Cannot make a convolution: groups is ${groups}, wanted a divisor of inputs=${inputs} and ` +
          `outputs=${outputs}`,
      );
    }
    const shape = [
      outputs,
      inputs / groups,
      ...typeof kernel === "number" ? [kernel, kernel] : kernel,
    ];
    const bound = 1 / Math.sqrt(fansOf(shape).fanIn);
    const plain: Initialiser = (shape, options) => boundedUniform(shape, { ...options, bound });
    const values = (of: Initialiser, shape: number[]) => random && of(shape, { random });
    this.weight = this.parameter("weight", shape, { values: values(init ?? plain, shape) });
    this.bias = bias
      ? this.parameter("bias", [outputs], { values: values(plain, [outputs]) })
      : undefined;
    this.#windows = windows;
  }

  /** The convolution, and the bias. */
  forward(x: Tensor): Tensor {
    return conv2d(x, this.weight, { ...this.#windows, ...this.bias ? { bias: this.bias } : {} });
  }
}
