import { readJson } from "@rederive/lib/data";
import { array, type IndexItem } from "./index_item.ts";

/** What NumPy answered: a result's shape, the hash of its elements, whether it is a view; or an error. */
export type Answer = { shape: number[]; hash: number; isView: boolean } | { error: string };

/** One question put to NumPy: `arange(prod(shape)).reshape(shape)[items]`. */
export interface Case {
  readonly shape: number[];
  readonly items: IndexItem[];
  readonly answer: Answer;
}

interface File {
  numpy: string;
  exhaustive: number;
  few: number;
  between: number;
  cases: [number[], unknown[], [number[], number, number] | string][];
  named: { [name: string]: [number[], unknown[], [number[], number, number] | string] };
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
    /** Two advanced indices with a slice, newaxis, Ellipsis, an integer or nothing between them. */
    between: take(file.between),
    /** Seeded random tuples: also masks, negative steps, empty axes, errors. */
    random: cases,
    /** The note's own examples and ours, by name. */
    named: Object.fromEntries(Object.entries(file.named).map(([name, row]) => [name, decode(row)])),
  };
}

function decode([shape, items, answer]: File["cases"][number]): Case {
  return {
    shape,
    items: items.map(decodeItem),
    answer: typeof answer === "string"
      ? { error: answer.trimEnd() }
      : { shape: answer[0], hash: answer[1], isView: answer[2] === 1 },
  };
}

function decodeItem(item: unknown): IndexItem {
  if (typeof item !== "object" || item === null) return item as number | null | "...";
  if ("s" in item) {
    const [start, stop, step] = item.s as (number | null)[];
    return { kind: "slice", start: start ?? null, stop: stop ?? null, step: step ?? null };
  }
  if ("a" in item) return array(item.a as number);
  const [shape, bits] = (item as { m: [number[], string] }).m;
  return { kind: "mask", shape, bits: Array.from(bits, (bit) => bit === "1") };
}

/** `fold(h * 31 + value) mod 2^32` over the elements: what the golden file keeps of their values. */
export function hashOf(elements: Iterable<number>): number {
  let hash = 0;
  for (const value of elements) hash = (Math.imul(hash, 31) + value) >>> 0;
  return hash;
}
