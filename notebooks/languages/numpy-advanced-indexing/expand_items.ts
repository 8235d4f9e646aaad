import type { IndexArray, IndexItem, Mask, Slice } from "./index_item.ts";

/** An item once the tuple is spelled out: each one knows the axis it reads, masks are arrays. */
export type Placed =
  | { readonly item: Slice; readonly axis: number }
  | { readonly item: number; readonly axis: number }
  | { readonly item: IndexArray; readonly axis: number }
  | { readonly item: null }
  /** Where an Ellipsis stood, even one that expanded to nothing: it still separates. */
  | { readonly item: "..." };

/** NumPy's IndexError. */
export class IndexError extends RangeError {
  override name = "IndexError";
}

const ALL: Slice = { kind: "slice", start: null, stop: null, step: null };

/** Fills in what an index tuple leaves out, and turns each mask into index arrays. */
export function expandItems(shape: readonly number[], items: readonly IndexItem[]): Placed[] {
  if (items.filter((item) => item === "...").length > 1) {
    throw new IndexError("an index can only have a single ellipsis ('...')");
  }
  const used = items.reduce<number>((n, item) => n + axesOf(item), 0);
  if (used > shape.length) {
    throw new IndexError(
      `too many indices for array: array is ${shape.length}-dimensional, ` +
        `but ${used} were indexed`,
    );
  }
  const placed: Placed[] = [];
  let axis = 0;
  const takeRest = () => {
    for (let n = shape.length - used; n > 0; n--) placed.push({ item: ALL, axis: axis++ });
  };
  for (const item of items) {
    if (item === "...") {
      placed.push({ item });
      takeRest();
    } else if (item === null) {
      placed.push({ item });
    } else if (typeof item === "number" || item.kind !== "mask") {
      placed.push({ item, axis: axis++ } as Placed);
    } else {
      for (const found of nonzero(item, shape, axis)) placed.push({ item: found, axis: axis++ });
    }
  }
  if (!items.includes("...")) takeRest();
  return placed;
}

function axesOf(item: IndexItem): number {
  if (item === null || item === "...") return 0;
  return typeof item === "object" && item.kind === "mask" ? item.shape.length : 1;
}

/** A mask is worth one index array an axis: the coordinates of its true entries. */
function nonzero(mask: Mask, shape: readonly number[], axis: number): IndexArray[] {
  mask.shape.forEach((size, i) => {
    if (size === shape[axis + i]) return;
    throw new IndexError(
      `boolean index did not match indexed array along axis ${axis + i}; size of axis is ` +
        `${shape[axis + i]} but size of corresponding boolean axis is ${size}`,
    );
  });
  const hits = mask.bits.flatMap((bit, i) => bit ? [i] : []);
  let stride = mask.bits.length;
  return mask.shape.map((size) => {
    stride /= size;
    const values = hits.map((i) => Math.floor(i / stride) % size);
    return { kind: "array", shape: [hits.length], values };
  });
}
