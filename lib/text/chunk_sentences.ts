import { checkChunks, type Chunk, type ChunkOptions } from "./chunk.ts";
import { packUnits } from "./pack_units.ts";

/** How sentences are put together. */
export interface ChunkSentencesOptions extends ChunkOptions {
  /** What a sentence counts; its characters unless given. A count of tokens does as well. */
  measure?: (sentence: string) => number;
  /** The language, which decides where sentences end; "en" unless given. */
  locale?: string;
}

/**
 * Cuts a text between sentences, as many whole ones a chunk as `size` holds; a longer one is a chunk of
 * its own. Of `overlap`, as many whole sentences as it holds are repeated. Sentences end where Unicode's
 * rules (https://unicode.org/reports/tr29/) say, after each line too.
 *
 * @throws {RangeError} when size is below 1, or overlap not below it.
 *
 * @example
 * ```ts
 * import { chunkSentences } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const text = "It rains. We stay in. The cat sleeps.";
 * const chunks = chunkSentences(text, { size: 28, overlap: 12 });
 * deepEqual(chunks.map(({ text }) => text), ["It rains. We stay in. ", "We stay in. The cat sleeps."]);
 * ```
 */
export function chunkSentences(text: string, options: ChunkSentencesOptions): Chunk[] {
  checkChunks(options);
  const { measure = ({ length }) => length, locale = "en" } = options;
  const segmenter = new Intl.Segmenter(locale, { granularity: "sentence" });
  const units = Array.from(segmenter.segment(text), ({ segment, index }) => ({
    start: index,
    end: index + segment.length,
    size: measure(segment),
  }));
  return packUnits(text, units, options);
}
