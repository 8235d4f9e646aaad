import type { WordModel } from "./word_piece.ts";

/** Settings of `bytePair()`. */
export interface BytePairOptions {
  /** For a letter that is no token; such letters are left out unless given. */
  unknown?: string | undefined;
  /** Put behind the last letter of a word, as CLIP's "</w>"; nothing unless given. */
  suffix?: string;
}

/**
 * Byte pair encoding (https://arxiv.org/abs/1508.07909): a word's letters, joined pair by pair, the pair
 * that comes first in `merges` first, until none is left. Takes n log n steps for n letters.
 *
 * @throws {RangeError} when the two of a merge, joined, are no token.
 *
 * @example
 * ```ts
 * import { bytePair } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const vocabulary = new Map([["a", 0], ["b", 1], ["ab", 2], ["aba", 3]]);
 * const cut = bytePair(vocabulary, [["a", "b"], ["ab", "a"]]);
 * deepEqual(cut("abaab"), [3, 2]);
 * ```
 */
export function bytePair(
  vocabulary: ReadonlyMap<string, number>,
  merges: readonly (readonly [left: string, right: string])[],
  { unknown, suffix = "" }: BytePairOptions = {},
): WordModel {
  const ranks = new Map<string, number>();
  for (const [rank, [left, right]] of merges.entries()) {
    if (!vocabulary.has(left + right)) {
      throw new RangeError(
        `Cannot join pairs: merge ${rank} is "${left}" and "${right}", "${left}${right}" is no token`,
      );
    }
    ranks.set(`${left} ${right}`, rank);
  }
  const missing = unknown === undefined ? undefined : vocabulary.get(unknown);
  return (word) => {
    const letters = [...word];
    if (letters.length > 0) letters.push(letters.pop()! + suffix);
    return joined(letters, ranks).flatMap((token) => {
      const id = vocabulary.get(token) ?? missing;
      return id === undefined ? [] : [id];
    });
  };
}

/** The letters after all merges. */
function joined(letters: string[], ranks: ReadonlyMap<string, number>): string[] {
  const tokens: (string | undefined)[] = letters; // of a pair that was joined, the second is gone
  const next = letters.map((_, i) => i + 1);
  const previous = letters.map((_, i) => i - 1);
  const queue = new PairQueue();
  const consider = (at: number) => {
    const [left, right] = [tokens[at], tokens[next[at] ?? -1]];
    const rank = left === undefined || right === undefined
      ? undefined
      : ranks.get(`${left} ${right}`);
    if (rank !== undefined) queue.push({ rank, at, pair: `${left} ${right}` });
  };
  for (let i = 0; i + 1 < letters.length; i++) consider(i);
  for (let best = queue.pop(); best; best = queue.pop()) {
    const { at, pair } = best;
    const second = next[at]!;
    if (`${tokens[at]} ${tokens[second]}` !== pair || tokens[at] === undefined) continue; // stale
    tokens[at] = tokens[at]! + tokens[second]!;
    tokens[second] = undefined;
    next[at] = next[second]!;
    if (next[at]! < tokens.length) previous[next[at]!] = at;
    consider(at);
    if (previous[at]! >= 0) consider(previous[at]!);
  }
  return tokens.filter((token) => token !== undefined);
}

interface Pair {
  rank: number;
  at: number;
  pair: string;
}

/** A binary heap: the lowest rank first, the leftmost of those. */
class PairQueue {
  #pairs: Pair[] = [];

  push(pair: Pair): void {
    const pairs = this.#pairs;
    let at = pairs.push(pair) - 1;
    while (at > 0 && isBefore(pair, pairs[(at - 1) >> 1]!)) {
      pairs[at] = pairs[(at - 1) >> 1]!;
      at = (at - 1) >> 1;
    }
    pairs[at] = pair;
  }

  pop(): Pair | undefined {
    const pairs = this.#pairs;
    const first = pairs[0];
    const last = pairs.pop();
    if (last === undefined || pairs.length === 0) return first;
    let at = 0;
    for (let child = 1; child < pairs.length; child = 2 * at + 1) {
      if (child + 1 < pairs.length && isBefore(pairs[child + 1]!, pairs[child]!)) child++;
      if (!isBefore(pairs[child]!, last)) break;
      pairs[at] = pairs[child]!;
      at = child;
    }
    pairs[at] = last;
    return first;
  }
}

function isBefore(a: Pair, b: Pair): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.at < b.at);
}
