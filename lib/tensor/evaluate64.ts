import type { ElementType } from "../gpu/mod.ts";
import { graphOrder } from "./graph_order.ts";
import type { Tensor } from "./tensor.ts";

/** Elements of tensors in f64, row by row. */
export type Values64 = ReadonlyMap<Tensor<ElementType>, ArrayLike<number>>;

/**
 * Computes a tensor on the CPU in f64, step by step through the same operations: the oracle for what
 * the GPU makes of them. `values` holds the elements of the tensors made from data, and may replace
 * those of any other.
 *
 * @throws {TypeError} when it lacks one that is needed.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { evaluate64, exp, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(0));
 * deepEqual([...evaluate64(exp(x), new Map([[x, [1]]]))], [Math.E]);
 * ```
 */
export function evaluate64(tensor: Tensor<ElementType>, values: Values64): Float64Array {
  const order = graphOrder(
    [tensor],
    (each) => values.has(each) ? [] : each.recipe?.inputs ?? [],
  );
  const known = new Map(values);
  for (const each of order) {
    if (known.has(each)) continue;
    if (!each.recipe) {
      throw new TypeError(`Cannot evaluate "${each.label}" in f64: wanted its elements`);
    }
    const { op, inputs } = each.recipe;
    known.set(
      each,
      op.f64(inputs.map((input) => ({ values: known.get(input)!, shape: input.shape }))),
    );
  }
  return Float64Array.from(known.get(tensor)!);
}
