import type { ElementType } from "../../gpu/mod.ts";
import type { Tensor } from "../tensor.ts";
import { concat } from "./concat.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";

/**
 * Puts tensors of one shape side by side along a new axis, the first unless given.
 *
 * @throws {RangeError} when shapes differ.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, stack, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2));
 * deepEqual(await read(stack([x, x], { axis: 1 })), Float32Array.of(1, 1, 2, 2));
 * ```
 */
export function stack<T extends ElementType>(
  tensors: readonly Tensor<T>[],
  { axis = 0 }: { axis?: number } = {},
): Tensor<T> {
  const rank = tensors[0]?.shape.length ?? 0;
  const at = axis < 0 ? axis + rank + 1 : axis;
  if (!Number.isInteger(at) || at < 0 || at > rank) {
    throw new RangeError(`Cannot stack along axis ${axis}: wanted one from 0 to ${rank}`);
  }
  return concat(tensors.map((x) => reshape(x, x.shape.toSpliced(at, 0, 1))), { axis: at });
}

/**
 * Cuts a tensor into blocks of given lengths along an axis, the first unless given; copies nothing.
 *
 * @throws {RangeError} when the lengths do not add up to that of the axis.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { readMany, split, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3));
 * deepEqual(await readMany(split(x, [1, 2])), [Float32Array.of(1), Float32Array.of(2, 3)]);
 * ```
 */
export function split<T extends ElementType>(
  x: Tensor<T>,
  lengths: readonly number[],
  { axis = 0 }: { axis?: number } = {},
): Tensor<T>[] {
  const at = axis < 0 ? axis + x.shape.length : axis;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total !== x.shape[at] || lengths.some((length) => !Number.isInteger(length) || length < 0)) {
    throw new RangeError(
      `Cannot split "${x.label}" of (${x.shape.join(", ")}): lengths ${lengths.join(", ")} along ` +
        `axis ${axis}, wanted them to add up to ${x.shape[at] ?? "that of an axis it has"}`,
    );
  }
  let start = 0;
  return lengths.map((length) => {
    const ranges = x.shape.map((_, each) => each === at ? [start, start + length] as const : null);
    start += length;
    return slice(x, ranges);
  });
}
