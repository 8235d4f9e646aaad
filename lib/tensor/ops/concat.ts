import type { ElementType } from "../../gpu/mod.ts";
import { record } from "../recipe.ts";
import { sizeOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { place } from "./place.ts";
import { placed64 } from "./placed64.ts";
import { slice } from "./slice.ts";

/**
 * Puts tensors behind one another along an axis, the first unless given.
 *
 * @throws {RangeError} when another axis differs.
 * @throws {TypeError} when types differ.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { concat, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2), { shape: [2, 1] });
 * deepEqual(await read(concat([x, x], { axis: 1 })), Float32Array.of(1, 1, 2, 2));
 * ```
 */
export function concat<T extends ElementType>(
  tensors: readonly Tensor<T>[],
  { axis: given = 0 }: { axis?: number } = {},
): Tensor<T> {
  const [first] = tensors;
  if (!first) throw new RangeError("Cannot concatenate: no tensors, wanted at least one");
  const axis = given < 0 ? given + first.shape.length : given;
  for (const { label, type } of tensors) {
    if (type === first.type) continue;
    throw new TypeError(
      `Cannot concatenate: "${label}" is of ${type}, wanted ${first.type} as the first`,
    );
  }
  const fits = ({ shape }: Tensor<T>) =>
    shape.length === first.shape.length && axis in shape &&
    shape.every((size, other) => other === axis || size === first.shape[other]);
  if (!tensors.every(fits)) {
    const shapes = tensors.map(({ shape }) => `(${shape.join(", ")})`).join(", ");
    throw new RangeError(
      `Cannot concatenate ${shapes} along axis ${given}: wanted that axis in all and no other to differ`,
    );
  }
  let length = 0;
  const starts = tensors.map(({ shape }) => (length += shape[axis]!) - shape[axis]!);
  const shape = first.shape.with(axis, length);
  const at = (i: number) => shape.map((_, each) => each === axis ? starts[i]! : 0);
  return record<T>({
    name: "concat",
    shape,
    type: first.type,
    run: (gpu, values) => {
      const blocks = values.map((value, i) => ({ value, at: at(i) }));
      return place(gpu, () => gpu.empty(first.type, sizeOf(shape), "concatenated"), shape, blocks);
    },
    f64: (values) => placed64(shape, values.map((value, i) => ({ ...value, at: at(i) }))),
    vjp: (g) =>
      tensors.map((x, i) => slice(g, at(i).map((start, each) => [start, start + x.shape[each]!]))),
  }, tensors);
}
