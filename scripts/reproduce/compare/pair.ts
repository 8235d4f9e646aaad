import type { ClaimRecord } from "@rederive/lib/claim";
import { CLAIM, PLOTLY } from "../mime.ts";
import type { Output } from "../types.ts";

/** An output beside its place in its cell, counted from 1. */
export interface Placed<T extends Output = Output> {
  place: number;
  output: T;
}

/** Two outputs that stand for each other; one side is missing where something came or went. */
export interface Pair {
  want: Placed | null;
  got: Placed | null;
}

/** Longer lists are paired by position: the table below would not be worth its size. */
const LONGEST = 1000;

/**
 * Aligns stored outputs with fresh ones, so that one output more shifts nothing: the longest
 * common run of outputs of one sort, a claim's sort being its id.
 */
export function pairOutputs(want: Placed[], got: Placed[]): Pair[] {
  const [a, b] = [want.map(sortOf), got.map(sortOf)];
  if (a.join("\n") === b.join("\n") || Math.max(a.length, b.length) > LONGEST) {
    return Array.from(
      { length: Math.max(a.length, b.length) },
      (_, i) => ({ want: want[i] ?? null, got: got[i] ?? null }),
    );
  }
  const longest = commonLengths(a, b);
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pairs.push({ want: want[i++]!, got: got[j++]! });
    } else if (j === b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
      pairs.push({ want: want[i++]!, got: null });
    } else {
      pairs.push({ want: null, got: got[j++]! });
    }
  }
  return pairs;
}

/** `table[i][j]`: length of the longest common subsequence of `a` from i and `b` from j. */
function commonLengths(a: string[], b: string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i]![j] = a[i] === b[j]
        ? table[i + 1]![j + 1]! + 1
        : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  return table;
}

function sortOf({ output }: Placed): string {
  if (!("data" in output)) return output.output_type;
  const claim = output.data[CLAIM] as ClaimRecord | undefined;
  if (claim) return `claim ${claim.id}`;
  return PLOTLY in output.data ? "plot" : "data";
}
