import { chunkCharacters } from "@rederive/lib/text";

/** A sentence, and where in its text. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** The sentences of a text: up to a full stop, a colon, a question or exclamation mark. */
export function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(/\S.*?(?:[.?!:](?=\s)|$)/gsu)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    length: found.length,
  }));
}

/** The share of sentences, of lengths above `low` and up to `high`, that no chunk holds whole. */
export function cutShare(
  texts: readonly string[],
  { size, overlap, low = 0, high = Infinity }: {
    size: number;
    overlap: number;
    low?: number;
    high?: number;
  },
): number {
  let [cut, all] = [0, 0];
  for (const text of texts) {
    const chunks = chunkCharacters(text, { size, overlap });
    for (const { start, end, length } of sentencesOf(text)) {
      if (length <= low || length > high) continue;
      all++;
      if (!chunks.some((chunk) => chunk.start <= start && chunk.end >= end)) cut++;
    }
  }
  return cut / all;
}
