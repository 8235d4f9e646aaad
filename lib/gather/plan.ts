import { formatShape } from "./broadcast_shapes.ts";
import { rowMajorStrides } from "./strides.ts";

/** Which element of `x` each element of a result is. */
export interface Gather {
  /** Shape of the result: up to 8 axes. */
  shape: readonly number[];
  /** Position in `x` of the result's first element, before the index arrays; 0 unless given. */
  offset?: number;
  /** How far one step along each axis of the result goes in `x`; 0 where only `indices` move. */
  strides: readonly number[];
  /** Index arrays, whose positions are added up. */
  indices?: readonly IndexArray[];
}

/** Integers that pick positions along one axis of `x`. */
export interface IndexArray {
  /** Negative ones count from the end, as in NumPy. */
  values: ArrayLike<number>;
  /** How far one step along each axis of the result goes in `values`; 0 where it is repeated. */
  strides: readonly number[];
  /** How far one step along the picked axis goes in `x`. */
  step: number;
  /** Length of the picked axis. */
  size: number;
}

/** An axis the kernel walks: `x` moves by `stride`, the table by `tableStride`. */
export interface Axis {
  length: number;
  stride: number;
  tableStride: number;
}

/** A gather ready for the kernel. */
export interface Plan {
  /** Elements of the result. */
  count: number;
  offset: number;
  axes: Axis[];
  /** Position in `x` of every combination of the index arrays. */
  table: Int32Array<ArrayBuffer>;
}

const MOST_AXES = 8;

/** Folds the index arrays into one table, merges axes, and checks every position against `x`. */
export function planGather(gather: Gather, length: number): Plan {
  const { shape, offset = 0, strides, indices = [] } = gather;
  checkRanks(gather);
  const count = shape.reduce((product, axis) => product * axis, 1);
  if (count === 0) {
    return { count, offset, axes: [], table: new Int32Array(1) };
  }
  // Axes that move any index array walk the table alone; what they do to `x` is folded into it.
  const walksTable = shape.map((_, axis) => indices.some((index) => index.strides[axis] !== 0));
  const tableShape = shape.map((axisLength, axis) => walksTable[axis] ? axisLength : 1);
  const table = new Int32Array(tableShape.reduce((product, axis) => product * axis, 1));
  addStrided(table, tableShape, strides, (at) => at);
  for (const index of indices) {
    addStrided(table, tableShape, index.strides, (at) => {
      if (at >= 0 && at < index.values.length) {
        return index.step * wrap(index.values[at]!, index.size);
      }
      throw outside("index arrays", at, at, index.values.length);
    });
  }
  const tableStrides = rowMajorStrides(tableShape);
  const axes = shape.map((axisLength, axis) => ({
    length: axisLength,
    stride: walksTable[axis] ? 0 : strides[axis]!,
    tableStride: walksTable[axis] ? tableStrides[axis]! : 0,
  }));
  let [low, high] = [offset + least(table), offset + greatest(table)];
  for (const axis of axes) {
    const far = axis.stride * (axis.length - 1);
    [low, high] = [low + Math.min(0, far), high + Math.max(0, far)];
  }
  if (low < 0 || high >= length) throw outside("x", low, high, length);
  return { count, offset, axes: mergeAxes(axes), table };
}

function checkRanks({ shape, strides, indices = [] }: Gather): void {
  if (shape.length > MOST_AXES) {
    throw new RangeError(`Cannot gather: ${shape.length} axes, wanted at most ${MOST_AXES}`);
  }
  for (const each of [strides, ...indices.map((index) => index.strides)]) {
    if (each.length === shape.length) continue;
    throw new RangeError(
      `Cannot gather: ${each.length} strides for a result of shape ${formatShape(shape)}`,
    );
  }
}

/** Adds `positionAt(sum of strides * coordinates)` to every entry of a row-major table. */
function addStrided(
  table: Int32Array,
  shape: readonly number[],
  strides: readonly number[],
  positionAt: (at: number) => number,
): void {
  const coordinates = new Array<number>(shape.length).fill(0);
  let at = 0;
  for (let entry = 0; entry < table.length; entry++) {
    table[entry]! += positionAt(at);
    // One step of an odometer: the last axis first.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis]!;
      if (++coordinates[axis]! < shape[axis]!) break;
      at -= strides[axis]! * shape[axis]!;
      coordinates[axis] = 0;
    }
  }
}

/** Drops axes of length 1 and joins neighbours that are walked as one; at least one axis is left. */
function mergeAxes(axes: readonly Axis[]): Axis[] {
  const merged: Axis[] = [];
  for (const axis of axes) {
    if (axis.length === 1) continue;
    const outer = merged.at(-1);
    const joins = outer && outer.stride === axis.stride * axis.length &&
      outer.tableStride === axis.tableStride * axis.length;
    if (joins) merged[merged.length - 1] = { ...axis, length: axis.length * outer.length };
    else merged.push(axis);
  }
  return merged.length > 0 ? merged : [{ length: 1, stride: 0, tableStride: 0 }];
}

function wrap(value: number, size: number): number {
  if (Number.isInteger(value) && value >= -size && value < size) {
    return value < 0 ? value + size : value;
  }
  throw new RangeError(
    `Cannot gather: index ${value} is out of bounds for an axis of length ${size}`,
  );
}

function outside(what: string, low: number, high: number, length: number): RangeError {
  return new RangeError(
    `Cannot gather: positions ${low} to ${high} of ${what}, whose length is ${length}`,
  );
}

function least(table: Int32Array): number {
  return table.reduce((a, b) => Math.min(a, b));
}

function greatest(table: Int32Array): number {
  return table.reduce((a, b) => Math.max(a, b));
}
