/** `start:stop:step`, each part optional as in Python. */
export interface Slice {
  readonly kind: "slice";
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;
}

/** An index array of any shape, values in C order. */
export interface IndexArray {
  readonly kind: "array";
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** A boolean mask; it consumes as many axes as it has. */
export interface Mask {
  readonly kind: "mask";
  readonly shape: readonly number[];
  readonly bits: readonly boolean[];
}

/** One item of an index tuple: an integer, a slice, an index array, a mask, newaxis or Ellipsis. */
export type IndexItem = number | Slice | IndexArray | Mask | null | "...";

type Nested = number | readonly Nested[];

/** `slice(0, 5)` is `0:5`, `slice()` is `:`. */
export function slice(
  start: number | null = null,
  stop: number | null = null,
  step: number | null = null,
): Slice {
  return { kind: "slice", start, stop, step };
}

/** `array([[0], [2]])` is an index array of shape (2, 1). */
export function array(nested: Nested): IndexArray {
  const shape: number[] = [];
  for (let level = nested; typeof level !== "number"; level = level[0]!) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  return { kind: "array", shape, values: flatten(nested) };
}

function flatten(nested: Nested): number[] {
  return typeof nested === "number" ? [nested] : nested.flatMap(flatten);
}

/** `range(n)` is the index array 0, 1, …, n - 1. */
export function range(n: number): IndexArray {
  return array(Array.from({ length: n }, (_, i) => i));
}

/** An index tuple as Python writes it: `[0, :, range(5), :4]`. */
export function pythonIndex(items: readonly IndexItem[]): string {
  return `[${items.map(python).join(", ")}]`;
}

/** The item as Python writes it: `:5`, `[0, 1]`, `None`, `...`. */
function python(item: IndexItem): string {
  if (item === null) return "None";
  if (typeof item !== "object") return String(item);
  if (item.kind === "slice") {
    const text = `${item.start ?? ""}:${item.stop ?? ""}`;
    return item.step === null ? text : `${text}:${item.step}`;
  }
  if (item.kind === "mask") return `mask${JSON.stringify(item.shape)}`;
  const counts = item.values.every((v, i) => v === i) && item.shape.length === 1;
  if (counts && item.values.length > 2) return `range(${item.values.length})`;
  return nest(item.shape, item.values);
}

function nest(shape: readonly number[], values: readonly number[]): string {
  if (shape.length === 0) return String(values[0]);
  const size = values.length / shape[0]! || 0;
  const rows = Array.from(
    { length: shape[0]! },
    (_, i) => nest(shape.slice(1), values.slice(i * size, (i + 1) * size)),
  );
  return `[${rows.join(", ")}]`;
}
