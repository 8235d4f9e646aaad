import { rowMajor } from "../../elementwise/mod.ts";
import type { ElementType } from "../../gpu/mod.ts";
import { record } from "../recipe.ts";
import { viewOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { pad } from "./pad.ts";
import { stridedOf } from "./strided_of.ts";

/** From where to where along an axis, end excluded; counted from the back when negative. */
export type Range = readonly [start: number, end: number];

/**
 * A block of a tensor: a range an axis, null for all of it, the axes behind the last one whole; copies
 * nothing.
 *
 * @throws {RangeError} when a range reaches outside its axis.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, slice, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4, 5, 6), { shape: [2, 3] });
 * deepEqual(await read(slice(x, [null, [-2, 3]])), Float32Array.of(2, 3, 5, 6));
 * ```
 */
export function slice<T extends ElementType>(
  x: Tensor<T>,
  ranges: readonly (Range | null)[],
): Tensor<T> {
  if (ranges.length > x.shape.length) {
    throw new RangeError(
      `Cannot slice "${x.label}" of (${x.shape.join(", ")}): ${ranges.length} ranges, ` +
        `wanted at most one an axis`,
    );
  }
  const bounds = x.shape.map((size, axis) => boundsOf(x, axis, ranges[axis] ?? [0, size]));
  const shape = bounds.map(([start, end]) => end - start);
  const offsetIn = (strides: readonly number[]) =>
    bounds.reduce((sum, [start], axis) => sum + start * strides[axis]!, 0);
  return record<T>({
    name: "slice",
    shape,
    type: x.type,
    run: (_, [value]) => {
      const offset = value!.offset + offsetIn(value!.strides);
      return Promise.resolve(viewOf(value!, { shape, offset }));
    },
    f64: ([value]) => {
      const strides = rowMajor(x.shape);
      return stridedOf(value!.values, { shape, strides, offset: offsetIn(strides) });
    },
    vjp: (g) => [pad(g, bounds.map(([start, end], axis) => [start, x.shape[axis]! - end]))],
  }, [x]);
}

function boundsOf(x: Tensor<ElementType>, axis: number, range: Range): Range {
  const size = x.shape[axis]!;
  const [start, end] = range.map((bound) => bound < 0 ? bound + size : bound) as unknown as Range;
  if ([start, end].every(Number.isInteger) && 0 <= start && start <= end && end <= size) {
    return [start, end];
  }
  throw new RangeError(
    `Cannot slice "${x.label}" of (${x.shape.join(", ")}): axis ${axis} from ${range[0]} to ` +
      `${range[1]}, wanted bounds from 0 to ${size}`,
  );
}
