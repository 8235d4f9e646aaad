/** Two neighbours that are one piece from now on. */
export type Merge = readonly [left: number, right: number];

/** What an expert has learned: letters by number, and merges in the order they were learned. */
export interface Chunks {
  letters: readonly string[];
  merges: readonly Merge[];
}

/** Lines as numbers of letters; letters that were never seen share the last number. */
function spell(lines: readonly string[], letters: readonly string[]): number[][] {
  const numbers = new Map(letters.map((letter, i) => [letter, i]));
  return lines.map((line) => Array.from(line, (letter) => numbers.get(letter) ?? letters.length));
}

const mergeLine = (line: readonly number[], [left, right]: Merge, name: number): number[] => {
  const merged: number[] = [];
  for (let i = 0; i < line.length; i++) {
    const isPair = line[i] === left && line[i + 1] === right;
    merged.push(isPair ? name : line[i]!);
    if (isPair) i++;
  }
  return merged;
};

/** Byte-pair learning on whole lines: the commonest pair of neighbours becomes a chunk, again and again. */
export function learnChunks(lines: readonly string[], count: number): Chunks {
  const letters = [...new Set(lines.join(""))].sort();
  const first = letters.length + 1;
  const merges: Merge[] = [];
  let text = spell(lines, letters);
  while (merges.length < count) {
    const best = commonestPair(text, first + merges.length);
    if (!best) break;
    const name = first + merges.length;
    merges.push(best);
    // lines without the pair stay as they are
    text = text.map((line) => line.includes(best[0]) ? mergeLine(line, best, name) : line);
  }
  return { letters, merges };
}

// ties go to the pair that was seen first, so that the result is the same everywhere
function commonestPair(text: readonly number[][], size: number): Merge | undefined {
  const counts = new Map<number, number>();
  for (const line of text) {
    for (let i = 1; i < line.length; i++) {
      const pair = line[i - 1]! * size + line[i]!;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  let [best, most] = [-1, 1];
  for (const [pair, seen] of counts) if (seen > most) [best, most] = [pair, seen];
  return best < 0 ? undefined : [Math.floor(best / size), best % size];
}

/** How many pieces the lines are to someone who knows the first `known[i]` merges, for each i. */
export function countPieces(
  lines: readonly string[],
  { letters, merges }: Chunks,
  known: readonly number[],
): number[] {
  const count = (text: readonly number[][]) => text.reduce((sum, line) => sum + line.length, 0);
  const counts = new Map<number, number>();
  let text = spell(lines, letters);
  counts.set(0, count(text));
  for (const [i, merge] of merges.entries()) {
    const name = letters.length + 1 + i;
    text = text.map((line) => line.includes(merge[0]) ? mergeLine(line, merge, name) : line);
    if (known.includes(i + 1)) counts.set(i + 1, count(text));
  }
  return known.map((n) => counts.get(n) ?? count(text));
}
