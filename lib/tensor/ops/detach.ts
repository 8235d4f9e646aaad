import { noGrad } from "../no_grad.ts";
import type { ElementType } from "../../gpu/mod.ts";
import { record } from "../recipe.ts";
import { viewOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The same elements as a constant: no derivative flows through it; copies nothing.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { detach, grad, mul, read, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(3));
 * const [slope] = grad(sum(mul(detach(x), x)), [x]);
 * deepEqual(await read(slope!), Float32Array.of(3));
 * ```
 */
export function detach<T extends ElementType>(x: Tensor<T>): Tensor<T> {
  return noGrad(() =>
    record<T>({
      type: x.type,
      name: `${x.label}, detached`,
      shape: x.shape,
      run: (_, [value]) => Promise.resolve(viewOf(value!, {})),
      f64: ([value]) => value!.values,
      vjp: () => [],
    }, [x])
  );
}
