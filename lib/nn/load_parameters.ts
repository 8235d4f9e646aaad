import type { Module } from "./module.ts";

/**
 * Gives a module's parameters their elements, which lie one parameter behind the other in the order of
 * `namedParameters()`: a checkpoint as one array. Buffers stay as they are.
 *
 * @throws {RangeError} when there are more or fewer elements than the parameters have.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Linear, loadParameters } from "@rederive/lib/nn";
 * import { read } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using linear = new Linear(gpu, { inputs: 2, outputs: 1 });
 * await loadParameters(linear, Float32Array.of(10, 1, 0.5)); // weight (1, 2), bias (1)
 * deepEqual(await read(linear.bias!), Float32Array.of(0.5));
 * ```
 */
export async function loadParameters(
  module: Module,
  values: Float32Array<ArrayBuffer>,
): Promise<void> {
  let from = 0;
  const state = module.namedParameters().map(([name, { shape, size }]) => {
    return [name, { shape, values: values.slice(from, from += size) }] as const;
  });
  if (from !== values.length) {
    throw new RangeError(
      `Cannot load parameters: ${values.length} numbers, wanted ${from} for ${state.length} parameters`,
    );
  }
  await module.loadState(Object.fromEntries(state), { missing: "keep" });
}
