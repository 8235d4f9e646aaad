import { clamp, type Tensor } from "../tensor/mod.ts";

/**
 * Bounds every element of gradients to [-most, most], which may turn their direction.
 *
 * @throws {RangeError} when the bound is not a finite number above 0.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { clipByValue } from "@rederive/lib/optim";
 * import { read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using g = tensor(gpu, Float32Array.of(-7, 0.5, 3));
 * const [clipped] = clipByValue([g], { most: 1 });
 * deepEqual(await read(clipped!), Float32Array.of(-1, 0.5, 1));
 * ```
 */
export function clipByValue(gradients: readonly Tensor[], { most }: { most: number }): Tensor[] {
  if (!(most > 0 && most < Infinity)) {
    throw new RangeError(
      `Cannot clip gradients to values up to ${most}: wanted a finite number above 0`,
    );
  }
  return gradients.map((gradient) => clamp(gradient, -most, most));
}
