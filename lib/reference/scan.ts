/** How the oracle scans. */
export interface Scanned<S> {
  /** What changes nothing. */
  readonly identity: S;
  /** Two in one, `a` before `b`. */
  readonly combine: (a: S, b: S) => S;
  /** How many rows of equal length. */
  readonly rows: number;
  /** Leave the element itself out. */
  readonly exclusive?: boolean;
  /** From the back. */
  readonly reverse?: boolean;
  /** Where segments begin. */
  readonly heads?: ArrayLike<number>;
}

/**
 * A scan by cutting rows and segments out, turning them round where it goes backwards, and walking
 * each from its start. The oracle for `lib/scan/scan.ts`.
 *
 * @example
 * ```ts
 * import { scan } from "@rederive/lib/reference";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const words = { identity: "", combine: (a: string, b: string) => a + b, rows: 1 };
 * deepEqual(scan(["a", "b", "c"], words), ["a", "ab", "abc"]);
 * deepEqual(scan(["a", "b", "c"], { ...words, reverse: true }), ["cba", "cb", "c"]);
 * ```
 */
export function scan<S>(x: readonly S[], options: Scanned<S>): S[] {
  const { identity, combine, rows, exclusive = false, reverse = false, heads } = options;
  const length = x.length / rows;
  const starts = x.map((_, i) => i).filter((i) => i % length === 0 || (heads?.[i] ?? 0) !== 0);
  return starts.flatMap((start, k) => {
    const segment = x.slice(start, starts[k + 1]);
    if (reverse) segment.reverse();
    const sums = [identity];
    for (const each of segment) sums.push(combine(sums.at(-1)!, each));
    const scanned = exclusive ? sums.slice(0, -1) : sums.slice(1);
    return reverse ? scanned.reverse() : scanned;
  });
}
