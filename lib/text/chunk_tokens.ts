import { checkChunks, type Chunk, type ChunkOptions } from "./chunk.ts";
import { packUnits, type Unit } from "./pack_units.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** How tokens are counted. */
export interface ChunkTokensOptions extends ChunkOptions {
  /** What counts. Its words have to end at white space, as those of BERT, GPT-2 and CLIP do. */
  tokenizer: Pick<Tokenizer, "encode">;
}

/**
 * Cuts a text at white space, as many whole words a chunk as have `size` tokens; a word that alone has
 * more is cut between its characters. Of `overlap`, as many whole words as have so many tokens are
 * repeated. Special tokens around a text do not count.
 *
 * @throws {RangeError} when size is below 1, or overlap not below it.
 *
 * @example
 * ```ts
 * import { byteTokenizer, chunkTokens } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const tokenizer = byteTokenizer(); // a token a byte
 * const chunks = chunkTokens("to be or not to be", { tokenizer, size: 9, overlap: 3 });
 * deepEqual(chunks.map(({ text }) => text), ["to be or", " or not", " to be"]);
 * ```
 */
export function chunkTokens(text: string, options: ChunkTokensOptions): Chunk[] {
  checkChunks(options);
  const { tokenizer, size } = options;
  const count = (part: string) => tokenizer.encode(part, { special: false }).length;
  const units = text.matchAll(/\s*\S+|\s+$/g).flatMap(({ 0: word, index }): Unit[] => {
    const own = { start: index, end: index + word.length, size: count(word) };
    return own.size <= size ? [own] : cutWord(word, index, size, count);
  });
  return packUnits(text, [...units], options);
}

/** Parts of a word that have at most so many tokens, each as long as it can be. */
function cutWord(
  word: string,
  start: number,
  size: number,
  count: (part: string) => number,
): Unit[] {
  const units: Unit[] = [];
  const letters = [...word];
  for (let at = 0; at < letters.length;) {
    let end = at + 1;
    while (end < letters.length && count(letters.slice(at, end + 1).join("")) <= size) end++;
    const part = letters.slice(at, end).join("");
    units.push({ start, end: start + part.length, size: count(part) });
    start += part.length;
    at = end;
  }
  return units;
}
