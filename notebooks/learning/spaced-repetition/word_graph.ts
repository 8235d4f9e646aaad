const COMMON = 40;
const WINDOW = 6;

/** Words, and how much more often two of them meet than by chance. */
export interface WordGraph {
  words: string[];
  counts: number[];
  rowIndices: number[];
  columnIndices: number[];
  values: number[];
}

/** The words of a text in order, in small letters. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
}

/** Words that occur at least `least` times, but for the commonest, which join everything. */
export function vocabulary(words: readonly string[], least: number): string[] {
  const counts = Map.groupBy(words, (word) => word);
  return [...counts].map(([word, { length }]) => ({ word, length }))
    .sort((a, b) => b.length - a.length || (a.word < b.word ? -1 : 1))
    .slice(COMMON).filter(({ length }) => length >= least).map(({ word }) => word);
}

/** Positive pointwise mutual information of words that stand within six words of each other. */
export function linkWords(text: readonly string[], words: string[]): WordGraph {
  const place = new Map(words.map((word, i) => [word, i]));
  const V = words.length;
  const counts = new Array<number>(V).fill(0);
  const met = new Map<number, number>();
  const meetings = new Array<number>(V).fill(0);
  let all = 0;
  const known = text.map((word) => place.get(word) ?? -1);
  for (const [i, a] of known.entries()) {
    if (a < 0) continue;
    counts[a]! += 1;
    for (let j = Math.max(0, i - WINDOW); j < i; j++) {
      const b = known[j]!;
      if (b < 0 || b === a) continue;
      for (const [x, y] of [[a, b], [b, a]] as const) {
        met.set(x * V + y, (met.get(x * V + y) ?? 0) + 1);
        meetings[x]! += 1;
        all += 1;
      }
    }
  }
  const graph: WordGraph = { words, counts, rowIndices: [], columnIndices: [], values: [] };
  for (const [pair, together] of met) {
    const [x, y] = [Math.floor(pair / V), pair % V];
    const information = Math.log2((together * all) / (meetings[x]! * meetings[y]!));
    if (information <= 0) continue;
    graph.rowIndices.push(x);
    graph.columnIndices.push(y);
    graph.values.push(information);
  }
  return graph;
}

/** The `count` strongest neighbours of a word. */
export function neighbours(graph: WordGraph, word: number, count: number): number[] {
  const found: [number, number][] = [];
  for (const [i, x] of graph.rowIndices.entries()) {
    if (x === word) found.push([graph.columnIndices[i]!, graph.values[i]!]);
  }
  return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, count).map(([y]) => y);
}
