import { add, div, mul, sqrt, square, sub, type Tensor } from "../tensor/mod.ts";
import { checkPositive, type Optimizer, optimizer } from "./optimizer.ts";

/** Settings of `adam()` and `adamW()`. */
export interface AdamOptions {
  /** Length of a step, about; 1e-3 unless given. */
  learningRate?: number;
  /** Share of the mean gradient that is kept; 0.9 unless given. */
  beta1?: number;
  /** Share of the mean square that is kept; 0.999 unless given. */
  beta2?: number;
  /** Added to the root of the mean square; 1e-8 unless given. */
  epsilon?: number;
  /** How strongly parameters are drawn to 0; none in `adam()` and 0.01 in `adamW()` unless given. */
  weightDecay?: number;
}

/**
 * Adam (https://arxiv.org/abs/1412.6980, algorithm 1); weight decay is added to the gradient.
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
export function adam(parameters: readonly Tensor[], options: AdamOptions = {}): Optimizer {
  return adaptive(parameters, { ...options, decoupled: false });
}

/**
 * Adam with decoupled weight decay (https://arxiv.org/abs/1711.05101): parameters shrink by
 * learningRate weightDecay, whatever their gradients.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { adamW } from "@rederive/lib/optim";
 * import { mul, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using w = tensor(gpu, Float32Array.of(8));
 * using descent = adamW([w], { learningRate: 0.5, weightDecay: 1 });
 * await descent.step([mul(w, 0)]);
 * deepEqual(await read(w), Float32Array.of(4));
 * ```
 */
export function adamW(parameters: readonly Tensor[], options: AdamOptions = {}): Optimizer {
  return adaptive(parameters, { weightDecay: 0.01, ...options, decoupled: true });
}

function adaptive(
  parameters: readonly Tensor[],
  options: AdamOptions & { decoupled: boolean },
): Optimizer {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const { weightDecay = 0, decoupled } = options;
  checkPositive("beta1", beta1, 1);
  checkPositive("beta2", beta2, 1);
  checkPositive("epsilon", epsilon);
  checkPositive("weightDecay", weightDecay);
  return optimizer(parameters, {
    learningRate,
    memories: 2,
    rule: ({ parameter, gradient, memory: [mean, meanSquare], step, learningRate }) => {
      const coupled = weightDecay > 0 && !decoupled;
      const g = coupled ? add(gradient, mul(parameter, weightDecay)) : gradient;
      const m = add(mul(mean!, beta1), mul(g, 1 - beta1));
      const v = add(mul(meanSquare!, beta2), mul(square(g), 1 - beta2));
      // The corrections of both means are numbers, worked out here in f64.
      const length = learningRate / (1 - beta1 ** step);
      const root = add(mul(sqrt(v), 1 / Math.sqrt(1 - beta2 ** step)), epsilon);
      const shrunk = decoupled ? mul(parameter, 1 - learningRate * weightDecay) : parameter;
      return { parameter: sub(shrunk, mul(div(m, root), length)), memory: [m, v] };
    },
  });
}
