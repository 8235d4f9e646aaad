import { add, assign, mul, type Tensor, tensor } from "../tensor/mod.ts";

/** Sums gradients of parts of a batch that is too large to be computed at once. */
export interface Accumulator extends Disposable {
  /** The weighted sums so far, one a parameter; gradients for an optimizer. */
  readonly gradients: readonly Tensor[];
  /** Adds `weight`, 1 unless given, times the gradients of a part; evaluates them. */
  add(gradients: readonly Tensor[], options?: { weight?: number }): Promise<void>;
  /** Starts over from 0. */
  clear(): Promise<void>;
}

/**
 * Accumulates gradients: weights of 1 / parts make a mean of the parts' means.
 *
 * @throws {RangeError} when gradients are not one a parameter, of its shape.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { accumulate, sgd } from "@rederive/lib/optim";
 * import { grad, mul, read, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using w = tensor(gpu, Float32Array.of(10));
 * using sofar = accumulate([w]);
 * using descent = sgd([w], { learningRate: 1 });
 * for (const slope of [2, 4]) await sofar.add(grad(sum(mul(w, slope)), [w]), { weight: 1 / 2 });
 * await descent.step(sofar.gradients);
 * deepEqual(await read(w), Float32Array.of(7));
 * ```
 */
export function accumulate(parameters: readonly Tensor[]): Accumulator {
  const sums = parameters.map(({ gpu, shape, size, label }) =>
    tensor(gpu, new Float32Array(size), { shape, label: `gradients of ${label}` })
  );
  return {
    gradients: sums,
    async add(gradients, { weight = 1 } = {}) {
      if (gradients.length !== sums.length) {
        throw new RangeError(
          `Cannot accumulate: ${gradients.length} gradients for ${sums.length} parameters, ` +
            `wanted one each`,
        );
      }
      await assign(sums.map((sum, i) => [sum, add(sum, mul(gradients[i]!, weight))]));
    },
    async clear() {
      await assign(sums.map((sum) => [sum, mul(sum, 0)]));
    },
    [Symbol.dispose]() {
      for (const sum of sums) sum[Symbol.dispose]();
    },
  };
}
