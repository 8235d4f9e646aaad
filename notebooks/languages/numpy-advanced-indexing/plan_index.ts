import { broadcastShapes } from "@rederive/lib/gather";
import { expandItems, IndexError, type Placed } from "./expand_items.ts";
import type { IndexArray, IndexItem, Slice } from "./index_item.ts";

/** Where an axis of the result comes from. */
export type Origin =
  | { readonly from: "axis"; readonly axis: number }
  | { readonly from: "arrays"; readonly axis: number }
  | { readonly from: "newaxis" };

/** What `x[items]` selects from an array of strides `strides`, before any element is touched. */
export interface IndexPlan {
  readonly shape: readonly number[];
  readonly origins: readonly Origin[];
  /** True when no index array is involved: the result can share the memory of `x`. */
  readonly isView: boolean;
  /** True when something stands between the advanced indices, so that their block goes first. */
  readonly separated: boolean;
  readonly offset: number;
  /** One stride a result axis; 0 along the block of the index arrays. */
  readonly strides: readonly number[];
  /** For each point of the block of index arrays, in C order, what to add to the flat position. */
  readonly block: {
    readonly start: number;
    readonly shape: readonly number[];
    readonly offsets: readonly number[];
  };
}

interface Axis {
  size: number;
  stride: number;
  origin: Origin;
}

/**
 * NumPy's rule, and five that one might believe instead:
 * - "always first": the block of index arrays leads, whatever stands where;
 * - "always last": it comes after all basic axes;
 * - "always in place": the block stays where the first index array is, integers or not;
 * - "integers are basic": an integer beside an index array is no index array;
 * - "only slices separate": newaxis and Ellipsis between index arrays do not count.
 */
export type Rule =
  | "numpy"
  | "always first"
  | "always last"
  | "always in place"
  | "integers are basic"
  | "only slices separate";

/** Plans `x[items]` for an array of this shape and these strides, by NumPy's rule or another. */
export function planIndex(
  shape: readonly number[],
  strides: readonly number[],
  items: readonly IndexItem[],
  { rule = "numpy" }: { rule?: Rule } = {},
): IndexPlan {
  const placed = expandItems(shape, items);
  const hasArray = placed.some(({ item }) => isArray(item));
  const integersJoin = rule !== "integers are basic";
  const isAdvanced = ({ item }: Placed) =>
    hasArray && (isArray(item) || (integersJoin && typeof item === "number"));
  const spots = placed.flatMap((p, i) => isAdvanced(p) ? [i] : []);
  const separates = ({ item }: Placed) =>
    rule !== "only slices separate" || (item !== null && item !== "...");
  const separated = placed.slice(spots[0] ?? 0, spots.at(-1) ?? 0)
    .some((p) => !isAdvanced(p) && separates(p));
  const leads = rule === "always first" || (rule !== "always in place" && separated);

  const anchor = rule === "always in place"
    ? placed.findIndex(({ item }) => isArray(item) && item.shape.length > 0)
    : spots[0];

  let offset = 0;
  let before = 0;
  const basic: Axis[] = [];
  const advanced: { index: IndexArray; axis: number }[] = [];
  placed.forEach((p, i) => {
    if (i === anchor) before = basic.length;
    if (p.item === null) basic.push({ size: 1, stride: 0, origin: { from: "newaxis" } });
    if (p.item === null || p.item === "...") return;
    const [size, stride] = [shape[p.axis]!, strides[p.axis]!];
    if (typeof p.item !== "number" && p.item.kind === "slice") {
      const { start, step, count } = resolveSlice(p.item, size);
      offset += start * stride;
      basic.push({ size: count, stride: step * stride, origin: { from: "axis", axis: p.axis } });
    } else {
      const index = asArray(p.item);
      // like NumPy, looks at integers before it looks at arrays
      const at = index.shape.length === 0 ? resolveInteger(index.values[0]!, size, p.axis) : 0;
      if (isAdvanced(p)) advanced.push({ index, axis: p.axis });
      else offset += at * stride;
    }
  });

  const start = rule === "always last" ? basic.length : leads ? 0 : before;
  const blockShape = broadcast(advanced.map(({ index }) => index.shape));
  const block: Axis[] = blockShape.map((size, axis) => (
    { size, stride: 0, origin: { from: "arrays", axis } }
  ));
  const axes = [...basic.slice(0, start), ...block, ...basic.slice(start)];
  const count = blockShape.reduce((n, size) => n * size, 1);
  const offsets = new Array<number>(count).fill(0);
  for (const { index, axis } of advanced) {
    if (count === 0) break; // nothing is read, so any position will do
    const values = index.values.map((v) => resolveInteger(v, shape[axis]!, axis));
    const resolved = { ...index, values };
    for (let k = 0; k < count; k++) offsets[k]! += at(resolved, blockShape, k) * strides[axis]!;
  }
  return {
    shape: axes.map(({ size }) => size),
    origins: axes.map(({ origin }) => origin),
    isView: !placed.some(({ item }) => isArray(item)) &&
      !(placed.every(({ item }) => typeof item === "number")),
    separated,
    offset,
    strides: axes.map(({ stride }) => stride),
    block: { start, shape: blockShape, offsets },
  };
}

function isArray(item: Placed["item"]): item is IndexArray {
  return typeof item === "object" && item !== null && item.kind === "array";
}

function asArray(item: number | IndexArray | Slice): IndexArray {
  return typeof item === "number"
    ? { kind: "array", shape: [], values: [item] }
    : item as IndexArray;
}

/** Python's `slice.indices(size)`. */
function resolveSlice({ start, stop, step }: Slice, size: number) {
  const by = step ?? 1;
  const [low, high] = by > 0 ? [0, size] : [-1, size - 1];
  const clamp = (v: number | null, missing: number) =>
    v === null ? missing : Math.min(high, Math.max(low, v < 0 ? v + size : v));
  const first = clamp(start, by > 0 ? low : high);
  const last = clamp(stop, by > 0 ? high : low);
  return { start: first, step: by, count: Math.max(0, Math.ceil((last - first) / by)) };
}

function resolveInteger(v: number, size: number, axis: number): number {
  if (v >= -size && v < size) return v < 0 ? v + size : v;
  throw new IndexError(`index ${v} is out of bounds for axis ${axis} with size ${size}`);
}

function broadcast(shapes: (readonly number[])[]): readonly number[] {
  try {
    return broadcastShapes(...shapes);
  } catch {
    const list = shapes.filter((s) => s.length > 0).map((s) =>
      `(${s.join(",")}${s.length === 1 ? "," : ""})`
    ).join(" ");
    throw new IndexError(
      `shape mismatch: indexing arrays could not be broadcast together with shapes ${list}`,
    );
  }
}

/** The value that stands at flat position `k` of the broadcast block. */
function at({ shape, values }: IndexArray, block: readonly number[], k: number): number {
  let flat = 0;
  let stride = 1;
  for (let i = block.length - 1, j = shape.length - 1; j >= 0; i--, j--) {
    if (shape[j] !== 1) flat += (k % block[i]!) * stride;
    k = Math.floor(k / block[i]!);
    stride *= shape[j]!;
  }
  return values[flat]!;
}
