import { checkIndices, type Indices, wholeOf } from "../indices.ts";
import type { Gpu } from "../../gpu/mod.ts";
import type { Tensor } from "../tensor.ts";
import { pointwise } from "./pointwise.ts";
import { reshape } from "./reshape.ts";
import { sent } from "./sent.ts";
import { toFloats } from "./to_floats.ts";

/** Floats count exactly up to here. */
const MOST_CLASSES = 2 ** 24;

/**
 * Rows of zeros with a 1 at each index: (...) to (..., classes).
 *
 * @throws {RangeError} when an index is no class, or there are over 2^24 classes.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { oneHot, read } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const rows = oneHot(gpu, Int32Array.of(2, 0), { classes: 3 });
 * deepEqual(await read(rows), Float32Array.of(0, 0, 1, 1, 0, 0));
 * ```
 */
export function oneHot(gpu: Gpu, indices: Indices, { classes }: { classes: number }): Tensor {
  if (!Number.isInteger(classes) || classes < 0 || classes > MOST_CLASSES) {
    throw new RangeError(`Cannot make rows of ${classes} classes: wanted 0 to ${MOST_CLASSES}`);
  }
  const whole = wholeOf(gpu, "indices", indices);
  checkIndices(`make rows of ${classes} classes`, whole, { end: classes });
  const all = sent(gpu, "classes", Float32Array.from({ length: classes }, (_, i) => i), [classes]);
  return pointwise("equal", [reshape(toFloats(whole), [...whole.shape, 1]), all]);
}
