import { readJson } from "@rederive/lib/data";
import { array, type IndexItem, slice } from "./index_item.ts";
import { inWords } from "./in_words.ts";

/** One question put to NumPy, `arange(prod(shape)).reshape(shape)[items]`, and its answer. */
export interface Case {
  readonly shape: readonly number[];
  readonly items: readonly IndexItem[];
  /** NumPy's answer: shape and fingerprint of the elements, or its error. */
  readonly numpy: string;
  /** Whether the result shares the array's memory; never for an error. */
  readonly isView: boolean;
}

/** Shape, hash of the elements, 1 if it shares the array's memory; or the text of an IndexError. */
type Stored = [number[], number, number] | string;
type StoredCase = [number[], unknown[], Stored];

interface File {
  numpy: string;
  exhaustive: number;
  few: number;
  with_newaxis: number;
  between: number;
  corners: number;
  cases: StoredCase[];
  named: { [name: string]: StoredCase };
  recipes: { [python: string]: Stored };
  fixes: { [name: string]: [number[], Stored, Stored] };
  grids: [number[], number[], StoredCase, Stored][];
  meshgrid: [number, number][];
}

/** NumPy's own answers, from data/numpy-index-golden.json. */
export async function readGolden() {
  const file = await readJson("numpy-index-golden.json") as File;
  const cases = file.cases.map(decode);
  const take = (n: number) => cases.splice(0, n);
  return {
    numpy: file.numpy,
    /** Every way to index four axes by an integer, a slice, a (2,) or a (3, 1) index array. */
    exhaustive: take(file.exhaustive),
    /** Every way to index one, two or three axes by an integer, a slice or a (2,) index array. */
    few: take(file.few),
    /** The same on two or three axes, with a newaxis between two of the items. */
    withNewaxis: take(file.with_newaxis),
    /** Two advanced indices with a slice, newaxis, Ellipsis, an integer or nothing between them. */
    between: take(file.between),
    /** Empty and 0-d index arrays, and which of two errors comes first. */
    corners: take(file.corners),
    /** Seeded random tuples: also masks, negative steps, empty axes, errors. */
    random: cases,
    /** The note's own examples and ours, by name. */
    named: mapValues(file.named, decode),
    /** Ways to write the selection of `u`, as Python text, and what NumPy makes of them. */
    recipes: mapValues(file.recipes, answer),
    /** For each reordered example: axes to transpose by, the transposed array, the reshaped one. */
    fixes: mapValues(file.fixes, ([axes, transposed, reshaped]) => ({
      axes,
      transposed: answer(transposed).numpy,
      reshaped: answer(reshaped).numpy,
    })),
    /** `x[column, row]` beside `x[np.meshgrid(rows, columns, indexing="ij")]`. */
    grids: file.grids.map(([rows, columns, crossed, mesh]) => ({
      rows,
      columns,
      crossed: decode(crossed),
      mesh: answer(mesh).numpy,
    })),
    /** The index tuples that `np.meshgrid` makes of the note's two index arrays. */
    meshgrid: file.meshgrid,
  };
}

function mapValues<A, B>(record: { [key: string]: A }, change: (value: A) => B) {
  const changed = Object.entries(record).map(([key, value]) => [key, change(value)] as const);
  return Object.fromEntries(changed) as { [key: string]: B };
}

function decode([shape, items, stored]: StoredCase): Case {
  return { shape, items: items.map(decodeItem), ...answer(stored) };
}

function answer(stored: Stored): Pick<Case, "numpy" | "isView"> {
  if (typeof stored === "string") {
    return { numpy: `IndexError: ${stored.trimEnd()}`, isView: false };
  }
  const [shape, hash, isView] = stored;
  return { numpy: inWords(shape, hash), isView: isView === 1 };
}

function decodeItem(item: unknown): IndexItem {
  if (item === null || item === "..." || typeof item === "number") return item;
  if (typeof item === "string") {
    const parts = item.split(":").map((part) => part === "" ? null : Number(part));
    return slice(...parts);
  }
  if (Array.isArray(item)) return array(item);
  if ("a" in (item as object)) return array((item as { a: number }).a);
  const [shape, bits] = (item as { m: [number[], string] }).m;
  return { kind: "mask", shape, bits: Array.from(bits, (bit) => bit === "1") };
}
