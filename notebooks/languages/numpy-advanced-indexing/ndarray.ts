import type { IndexItem } from "./index_item.ts";
import { type IndexPlan, planIndex, type Rule } from "./plan_index.ts";

/** An n-dimensional array: a flat buffer, and how to step through it. Views share the buffer. */
export interface NdArray {
  readonly data: Int32Array<ArrayBuffer>;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** `np.arange(prod(shape)).reshape(shape)`: every element is its own flat position. */
export function arange(...shape: number[]): NdArray {
  const size = shape.reduce((n, d) => n * d, 1);
  return wrap(Int32Array.from({ length: size }, (_, i) => i), shape);
}

/** A buffer in C order, seen with this shape. */
export function wrap(data: Int32Array<ArrayBuffer>, shape: readonly number[]): NdArray {
  return { data, shape, strides: stridesOf(shape), offset: 0 };
}

/** How far one step along each axis moves in a buffer in C order: the last axis moves by 1. */
export function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((n, d) => n * d, 1));
}

/** `x[items]`: a view where NumPy gives one, else a copy. */
export function index(
  x: NdArray,
  items: readonly IndexItem[],
  options: { rule?: Rule } = {},
): NdArray {
  const plan = planIndex(x.shape, x.strides, items, options);
  const { shape, strides } = plan;
  if (plan.isView) return { data: x.data, shape, strides, offset: x.offset + plan.offset };
  return wrap(Int32Array.from(positions(plan), (p) => x.data[x.offset + p]!), shape);
}

/** `x.transpose(axes)`: a view. */
export function transpose(x: NdArray, axes: readonly number[]): NdArray {
  return {
    ...x,
    shape: axes.map((axis) => x.shape[axis]!),
    strides: axes.map((axis) => x.strides[axis]!),
  };
}

/** The elements in C order. */
export function elements({ data, shape, strides, offset }: NdArray): number[] {
  const none = { start: 0, shape: [], offsets: [0] };
  return Array.from(positions({ shape, strides, offset, block: none }), (p) => data[p]!);
}

/** The flat position of each element that a plan selects, in C order. */
export function* positions(
  { shape, strides, offset, block }: Pick<IndexPlan, "shape" | "strides" | "offset" | "block">,
): Generator<number> {
  const count = shape.reduce((n, d) => n * d, 1);
  const at = shape.map(() => 0);
  const end = block.start + block.shape.length;
  for (let k = 0; k < count; k++) {
    let point = 0;
    for (let axis = block.start; axis < end; axis++) point = point * shape[axis]! + at[axis]!;
    let position = offset + block.offsets[point]!;
    for (let axis = 0; axis < shape.length; axis++) position += at[axis]! * strides[axis]!;
    yield position;
    for (let axis = shape.length - 1; axis >= 0 && ++at[axis]! === shape[axis]; axis--) {
      at[axis] = 0;
    }
  }
}
