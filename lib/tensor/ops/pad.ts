import type { ElementType } from "../../gpu/mod.ts";
import { record } from "../recipe.ts";
import { sizeOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { place } from "./place.ts";
import { placed64 } from "./placed64.ts";
import { slice } from "./slice.ts";

/**
 * Puts zeros around a tensor: how many before and after it along each axis.
 *
 * @throws {RangeError} when there is not one pair of counts an axis.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { pad, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(5, 6));
 * deepEqual(await read(pad(x, [[1, 2]])), Float32Array.of(0, 5, 6, 0, 0));
 * ```
 */
export function pad<T extends ElementType>(
  x: Tensor<T>,
  widths: readonly (readonly [before: number, after: number])[],
): Tensor<T> {
  const counts = widths.flat();
  if (widths.length !== x.shape.length || counts.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new RangeError(
      `Cannot pad "${x.label}" of (${x.shape.join(", ")}): widths ` +
        `${widths.map((pair) => `(${pair.join(", ")})`).join(" ")}, wanted two counts an axis`,
    );
  }
  if (counts.every((n) => n === 0)) return x;
  const at = widths.map(([before]) => before);
  const shape = x.shape.map((size, axis) => size + widths[axis]![0] + widths[axis]![1]);
  return record<T>({
    name: "pad",
    shape,
    type: x.type,
    run: (gpu, [value]) =>
      place(gpu, () => gpu.zeros(x.type, sizeOf(shape), "padded"), shape, [{ value: value!, at }]),
    f64: ([value]) => placed64(shape, [{ ...value!, at }]),
    vjp: (g) => [slice(g, at.map((start, axis) => [start, start + x.shape[axis]!]))],
  }, [x]);
}
