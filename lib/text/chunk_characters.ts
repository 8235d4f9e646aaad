import { checkChunks, type Chunk, chunkOf, type ChunkOptions } from "./chunk.ts";

/**
 * Cuts a text every so many characters, counted as UTF-16 counts them; one less where a cut would go
 * through a pair that is one sign, one more where it would not get on then. No chunk lies within
 * another.
 *
 * @throws {RangeError} when size is below 1, or overlap not below it.
 *
 * @example
 * ```ts
 * import { chunkCharacters } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const chunks = chunkCharacters("retrieval", { size: 5, overlap: 2 });
 * deepEqual(chunks.map(({ text }) => text), ["retri", "rieva", "val"]);
 * ```
 */
export function chunkCharacters(text: string, options: ChunkOptions): Chunk[] {
  checkChunks(options);
  const { size, overlap = 0 } = options;
  const chunks: Chunk[] = [];
  for (let [start, done] = [0, 0]; done < text.length;) {
    const end = sparePair(text, Math.min(text.length, start + size), -1);
    chunks.push(chunkOf(text, start, end > done ? end : sparePair(text, done + 1, 1)));
    done = chunks.at(-1)!.end;
    const next = sparePair(text, done - overlap, -1);
    start = next > start ? next : done;
  }
  return chunks;
}

/** The place itself, or the one a step from it where it is between the halves of a surrogate pair. */
function sparePair(text: string, at: number, step: number): number {
  const isWithin = /[\ud800-\udbff]/.test(text[at - 1] ?? "") &&
    /[\udc00-\udfff]/.test(text[at] ?? "");
  return isWithin ? at + step : at;
}
