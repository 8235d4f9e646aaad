import { GpuArray } from "../gpu/mod.ts";

/** A strided view of an array: element c is at `offset + sum_d strides[d] c[d]`. */
export interface View {
  /** Where the elements are. */
  readonly array: GpuArray<"f32">;
  /** Sizes of the axes, at most 8. */
  readonly shape: readonly number[];
  /** What a step along each axis adds to the position, row by row unless given. */
  readonly strides?: readonly number[];
  /** Position of the first element, 0 unless given. */
  readonly offset?: number;
}

/** An input: an array as one axis, a view, or the same number everywhere. */
export type Operand = GpuArray<"f32"> | View | number;

/** An input once all is said: what to bind, and how to walk it. */
export interface Walked {
  readonly source: GpuArray<"f32"> | Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Fills in what an operand leaves out, and checks that every element is there. */
export function walk(operand: Operand): Walked {
  if (typeof operand === "number") {
    return { source: Float32Array.of(operand), shape: [], strides: [], offset: 0 };
  }
  const view = operand instanceof GpuArray ? { array: operand, shape: [operand.length] } : operand;
  const { array, shape, offset = 0, strides = rowMajor(shape) } = view as View;
  if (array.type !== "f32") {
    throw new TypeError(`Cannot compute with "${array.label}": it is ${array.type}, wanted f32`);
  }
  if (strides.length !== shape.length) {
    throw new RangeError(
      `Cannot view "${array.label}": ${shape.length} axes and ${strides.length} strides, ` +
        `wanted a stride an axis`,
    );
  }
  if (!shape.includes(0)) {
    const spans = shape.map((size, axis) => (size - 1) * strides[axis]!);
    const low = spans.reduce((sum, span) => sum + Math.min(span, 0), offset);
    const high = spans.reduce((sum, span) => sum + Math.max(span, 0), offset);
    if (!(low >= 0 && high < array.length)) {
      throw new RangeError(
        `Cannot view "${array.label}" as (${shape.join(", ")}): positions run from ${low} to ` +
          `${high}, it has ${array.length} elements`,
      );
    }
  }
  return { source: array, shape, strides, offset };
}

/** Strides of an array stored row by row. */
export function rowMajor(shape: readonly number[]): number[] {
  const strides = Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  }
  return strides;
}
