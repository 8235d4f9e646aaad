import { checkSetting } from "./check_setting.ts";
import type { CommonOptions, Trained } from "./groups.ts";
import momentumCode from "./momentum.wgsl" with { type: "text" };
import { type Optimizer, optimizer } from "./optimizer.ts";
import code from "./sgd.wgsl" with { type: "text" };

/** Settings of `sgd()`. */
export interface SgdOptions extends CommonOptions {
  /** Factor of the gradient; 1e-3 unless given. */
  learningRate?: number;
  /** Share of the velocity that is kept; 0 unless given. */
  momentum?: number;
  /** Look ahead along the velocity. */
  nesterov?: boolean;
}

/**
 * Gradient descent: v = momentum v + g, w = w - learningRate v; with Nesterov w moves along
 * g + momentum v instead.
 *
 * @throws {RangeError} when a setting is out of its range, or a parameter is given twice.
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
export function sgd(parameters: Trained<SgdOptions>, options: SgdOptions = {}): Optimizer {
  return optimizer(parameters, options, (settings) => {
    const { learningRate = 1e-3, momentum = 0, nesterov = false } = settings;
    checkSetting("momentum", momentum, 1);
    if (momentum === 0) {
      return { label: "sgd", code, memory: [], learningRate, numbers: (_, rate) => [rate] };
    }
    return {
      label: "momentum",
      code: momentumCode,
      overrides: { NESTEROV: Number(nesterov) },
      memory: [0],
      learningRate,
      numbers: (_, rate) => [rate, momentum],
    };
  });
}
