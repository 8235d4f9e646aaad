import code from "./ada_grad.wgsl" with { type: "text" };
import { checkSetting } from "./check_setting.ts";
import type { CommonOptions, Trained } from "./groups.ts";
import { type Optimizer, optimizer } from "./optimizer.ts";

/** Settings of `adaGrad()`. */
export interface AdaGradOptions extends CommonOptions {
  /** Length of the first step, about; 0.01 unless given. */
  learningRate?: number;
  /** Added to the root of the sum of squares; 1e-10 unless given. */
  epsilon?: number;
  /** What the sum of squares starts with; 0 unless given. */
  start?: number;
}

/**
 * AdaGrad (Duchi, Hazan and Singer 2011): every element's steps shrink with the root of the sum of
 * its squared gradients.
 *
 * @throws {RangeError} when a setting is out of its range, or a parameter is given twice.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { adaGrad } from "@rederive/lib/optim";
 * import { add, mul, read, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using w = tensor(gpu, Float32Array.of(0));
 * using descent = adaGrad([w], { learningRate: 1 });
 * for (let step = 0; step < 2; step++) await descent.step([add(mul(w, 0), 5)]);
 * const [got] = await read(w);
 * if (Math.abs(got! + 1 + 1 / Math.SQRT2) > 1e-6) throw new Error(`${got}`);
 * ```
 */
export function adaGrad(
  parameters: Trained<AdaGradOptions>,
  options: AdaGradOptions = {},
): Optimizer {
  return optimizer(parameters, options, (settings) => {
    const { learningRate = 0.01, epsilon = 1e-10, start = 0 } = settings;
    checkSetting("epsilon", epsilon);
    checkSetting("start", start);
    return {
      label: "adaGrad",
      code,
      memory: [start],
      learningRate,
      numbers: (_, rate) => [rate, epsilon],
    };
  });
}
