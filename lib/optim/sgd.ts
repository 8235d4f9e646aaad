import { add, mul, sub, type Tensor } from "../tensor/mod.ts";
import { checkPositive, type Optimizer, optimizer } from "./optimizer.ts";

/** Settings of `sgd()`. */
export interface SgdOptions {
  /** Factor of the gradient. */
  learningRate: number;
  /** Share of the velocity that is kept; 0 unless given. */
  momentum?: number;
  /** Look ahead along the velocity. */
  nesterov?: boolean;
  /** Added to the gradient, times the parameter; 0 unless given. */
  weightDecay?: number;
}

/**
 * Gradient descent: v = momentum v + g, w = w - learningRate v; with Nesterov w moves along
 * g + momentum v instead.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sgd } from "@rederive/lib/optim";
 * import { grad, read, square, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using w = tensor(gpu, Float32Array.of(8));
 * using descent = sgd([w], { learningRate: 0.25 });
 * for (let step = 0; step < 3; step++) await descent.step(grad(sum(square(w)), [w]));
 * deepEqual(await read(w), Float32Array.of(1));
 * ```
 */
export function sgd(parameters: readonly Tensor[], options: SgdOptions): Optimizer {
  const { learningRate, momentum = 0, nesterov = false, weightDecay = 0 } = options;
  checkPositive("momentum", momentum, 1);
  checkPositive("weightDecay", weightDecay);
  return optimizer(parameters, {
    learningRate,
    memories: momentum > 0 ? 1 : 0,
    rule: ({ parameter, gradient, memory: [velocity], learningRate }) => {
      const g = weightDecay > 0 ? add(gradient, mul(parameter, weightDecay)) : gradient;
      const v = velocity ? add(mul(velocity, momentum), g) : g;
      const along = nesterov && velocity ? add(g, mul(v, momentum)) : v;
      return {
        parameter: sub(parameter, mul(along, learningRate)),
        memory: velocity ? [v] : [],
      };
    },
  });
}
