import { checkSetting } from "./check_setting.ts";
import type { CommonOptions, Trained } from "./groups.ts";
import { type Optimizer, optimizer } from "./optimizer.ts";
import code from "./rms_prop.wgsl" with { type: "text" };

/** Settings of `rmsProp()`. */
export interface RmsPropOptions extends CommonOptions {
  /** Length of a step, about; 0.01 unless given. */
  learningRate?: number;
  /** Share of the mean square that is kept; 0.99 unless given. */
  beta2?: number;
  /** Added to the root of the mean square; 1e-8 unless given. */
  epsilon?: number;
}

/**
 * RMSProp (Tieleman and Hinton 2012): gradients over the root of their running mean square, which
 * starts at 0 and is not corrected for it, so that first steps are long.
 *
 * @throws {RangeError} when a setting is out of its range, or a parameter is given twice.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { rmsProp } from "@rederive/lib/optim";
 * import { add, mul, read, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using w = tensor(gpu, Float32Array.of(0));
 * using descent = rmsProp([w], { learningRate: 1, beta2: 0.75 });
 * await descent.step([add(mul(w, 0), 5)]); // 5 / sqrt(25 / 4)
 * const [got] = await read(w);
 * if (Math.abs(got! + 2) > 1e-6) throw new Error(`${got}`);
 * ```
 */
export function rmsProp(
  parameters: Trained<RmsPropOptions>,
  options: RmsPropOptions = {},
): Optimizer {
  return optimizer(parameters, options, (settings) => {
    const { learningRate = 0.01, beta2 = 0.99, epsilon = 1e-8 } = settings;
    checkSetting("beta2", beta2, 1);
    checkSetting("epsilon", epsilon);
    return {
      label: "rmsProp",
      code,
      memory: [0],
      learningRate,
      numbers: (_, rate) => [rate, epsilon, 1 - beta2],
    };
  });
}
