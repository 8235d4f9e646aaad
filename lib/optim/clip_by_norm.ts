import { add, div, max, mul, sqrt, square, sum, type Tensor } from "../tensor/mod.ts";

/**
 * Shrinks gradients together so that the norm of all of them is at most `maxNorm`; gives the norm they
 * had as well.
 *
 * @throws {RangeError} when there is nothing to clip, or the bound is not positive.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { clipByNorm } from "@rederive/lib/optim";
 * import { readMany, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = tensor(gpu, Float32Array.of(6));
 * using b = tensor(gpu, Float32Array.of(8));
 * const { gradients, norm } = clipByNorm([a, b], { maxNorm: 5 });
 * const got = await readMany([...gradients, norm]);
 * deepEqual(got.map(([number]) => number), [3, 4, 10]);
 * ```
 */
export function clipByNorm(
  gradients: readonly Tensor[],
  { maxNorm }: { maxNorm: number },
): { gradients: Tensor[]; norm: Tensor } {
  if (gradients.length === 0 || !(maxNorm > 0 && maxNorm < Infinity)) {
    throw new RangeError(
      `Cannot clip ${gradients.length} gradients to a norm of ${maxNorm}: ` +
        `wanted at least one, and a finite number above 0`,
    );
  }
  const norm = sqrt(gradients.map((gradient) => sum(square(gradient))).reduce((p, q) => add(p, q)));
  const factor = div(maxNorm, max(norm, maxNorm));
  return { gradients: gradients.map((gradient) => mul(gradient, factor)), norm };
}
