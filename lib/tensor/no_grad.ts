let depth = 0;

/** Whether what is written down now can be differentiated. */
export function isTracking(): boolean {
  return depth === 0;
}

/** Runs `work` with derivatives on: derivatives of derivatives are taken through what it records. */
export function withTracking<R>(work: () => R): R {
  const outside = depth;
  depth = 0;
  try {
    return work();
  } finally {
    depth = outside;
  }
}

/**
 * Runs `work` so that no derivative flows through the tensors it writes down: they are constants.
 *
 * @throws {TypeError} when `work` is asynchronous, for what runs meanwhile would be affected.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { grad, mul, noGrad, read, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(3));
 * const factor = noGrad(() => mul(x, 10));
 * const [slope] = grad(sum(mul(factor, x)), [x]); // 30 and not 60
 * deepEqual(await read(slope!), Float32Array.of(30));
 * ```
 */
export function noGrad<R>(work: () => R): R {
  depth++;
  let result: R;
  try {
    result = work();
  } finally {
    depth--;
  }
  if (result instanceof Promise) {
    throw new TypeError(
      "Cannot turn derivatives off: the function returned a promise, wanted a value\n" +
        "Try: write the computation down in it and await outside",
    );
  }
  return result;
}
