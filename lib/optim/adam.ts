import code from "./adam.wgsl" with { type: "text" };
import { checkSetting } from "./check_setting.ts";
import type { CommonOptions, Trained } from "./groups.ts";
import { type Optimizer, optimizer } from "./optimizer.ts";

/** Settings of `adam()` and `adamW()`. */
export interface AdamOptions extends CommonOptions {
  /** Length of a step, about; 1e-3 unless given. */
  learningRate?: number;
  /** Share of the mean gradient that is kept; 0.9 unless given. */
  beta1?: number;
  /** Share of the mean square that is kept; 0.999 unless given. */
  beta2?: number;
  /** Added to the root of the mean square; 1e-8 unless given. */
  epsilon?: number;
}

/**
 * Adam (https://arxiv.org/abs/1412.6980, algorithm 1); weight decay is added to the gradient.
 *
 * @throws {RangeError} when a setting is out of its range, or a parameter is given twice.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { adam } from "@rederive/lib/optim";
 * import { grad, mul, read, sum, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using w = tensor(gpu, Float32Array.of(1));
 * using descent = adam([w], { learningRate: 0.5 });
 * await descent.step(grad(sum(mul(w, 1000)), [w])); // the first step has the length of the rate
 * const [got] = await read(w);
 * if (Math.abs(got! - 0.5) > 1e-6) throw new Error(`${got}`);
 * ```
 */
export function adam(parameters: Trained<AdamOptions>, options: AdamOptions = {}): Optimizer {
  return optimizer(parameters, options, (settings) => {
    const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = settings;
    checkSetting("beta1", beta1, 1);
    checkSetting("beta2", beta2, 1);
    checkSetting("epsilon", epsilon);
    return {
      label: "adam",
      code,
      memory: [0, 0],
      learningRate,
      numbers: (step, rate) => [
        rate / (1 - beta1 ** step),
        1 / Math.sqrt(1 - beta2 ** step),
        1 - beta1,
        1 - beta2,
        epsilon,
      ],
    };
  });
}

/**
 * Adam with decoupled weight decay (https://arxiv.org/abs/1711.05101), 0.01 unless given: parameters
 * shrink by learningRate weightDecay, whatever their gradients. Matrices are often decayed and
 * vectors not: give them as two groups.
 *
 * @throws {RangeError} when a setting is out of its range, or a parameter is given twice.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { adamW } from "@rederive/lib/optim";
 * import { mul, readMany, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using weight = tensor(gpu, Float32Array.of(8));
 * using bias = tensor(gpu, Float32Array.of(8));
 * using descent = adamW([
 *   { parameters: [weight], weightDecay: 1 },
 *   { parameters: [bias], weightDecay: 0 },
 * ], { learningRate: 0.5 });
 * await descent.step([mul(weight, 0), mul(bias, 0)]);
 * deepEqual(await readMany([weight, bias]), [Float32Array.of(4), Float32Array.of(8)]);
 * ```
 */
export function adamW(parameters: Trained<AdamOptions>, options: AdamOptions = {}): Optimizer {
  return adam(parameters, { weightDecay: 0.01, decoupled: true, ...options });
}
